/** One server-sent event. */
export interface SseMessage {
  /** Last id seen on the stream up to here, as `Last-Event-ID` wants it; null before the first. */
  readonly id: string | null;
  readonly event: string;
  readonly data: string;
}

/** A frame that never ends is not buffered for ever. */
const MAX_FRAME_CHARACTERS = 16 * 1024 * 1024;

/**
 * Reads an event stream piece by piece, as the HTML standard says: pieces may end anywhere, lines end in LF, CR or
 * CRLF, and an unfinished event at the end is dropped.
 */
export class SseParser {
  #rest = '';
  #lastId: string | null;
  #event = '';
  #data: string[] = [];
  #retryMs: number | null = null;

  constructor(lastId: string | null = null) {
    this.#lastId = lastId;
  }

  /** What the server asked to wait before connecting again. */
  get retryMs(): number | null {
    return this.#retryMs;
  }

  push(piece: string): SseMessage[] {
    this.#rest += piece;
    if (this.#rest.length > MAX_FRAME_CHARACTERS) throw new RangeError('an event of the stream is too long');
    const messages: SseMessage[] = [];
    for (;;) {
      const end = /\r\n|\n|\r(?=[^])/.exec(this.#rest);
      // A CR at the very end may be half of a CRLF: it waits for the next piece.
      if (end === null) return messages;
      const line = this.#rest.slice(0, end.index);
      this.#rest = this.#rest.slice(end.index + end[0].length);
      const message = this.#line(line);
      if (message !== null) messages.push(message);
    }
  }

  #line(line: string): SseMessage | null {
    if (line === '') return this.#dispatch();
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.#event = value;
    else if (field === 'data') this.#data.push(value);
    else if (field === 'id' && !value.includes('\0')) this.#lastId = value;
    else if (field === 'retry' && /^\d{1,7}$/.test(value)) this.#retryMs = Number(value);
    return null;
  }

  #dispatch(): SseMessage | null {
    const message = {
      id: this.#lastId,
      event: this.#event === '' ? 'message' : this.#event,
      data: this.#data.join('\n'),
    };
    const empty = this.#data.length === 0;
    this.#event = '';
    this.#data = [];
    return empty ? null : message;
  }
}
