/** Server-sent events as the HTML standard frames them. Pure: `sse-stream.ts` sends them. */

export interface SseFrame {
  readonly id?: string;
  readonly event: string;
  readonly data: string;
}

/** A line break inside an id or a name would let its sender forge further frames. */
const LINE_BREAK = /\r\n|\r|\n/;

export function sseFrame({ id, event, data }: SseFrame): string {
  for (const field of [id ?? '', event]) {
    if (LINE_BREAK.test(field) || field.includes('\0')) throw new RangeError('an SSE field holds a line break');
  }
  const lines = [
    ...(id === undefined ? [] : [`id: ${id}`]),
    `event: ${event}`,
    ...data.split(LINE_BREAK).map((line) => `data: ${line}`),
  ];
  return `${lines.join('\n')}\n\n`;
}

/** Says nothing, but keeps proxies and NATs from closing a quiet connection. */
export const SSE_HEARTBEAT = ': still here\n\n';

/** How long a browser waits before it connects again. */
export function sseRetry(ms: number): string {
  return `retry: ${Math.floor(ms)}\n\n`;
}

/** An id of our streams, as `Last-Event-ID` brings it back; null for anything else, e.g. another server's. */
export function eventPosition(text: string | undefined): string | null {
  return text !== undefined && /^\d{1,20}(-\d{1,20})?$/.test(text) ? text : null;
}
