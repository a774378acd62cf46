import { breakable, columns, LINE_COLUMNS, milliseconds, piecesOf, wrap, type CuePiece } from './cue-text.js';
import { visible, type SentenceTiming } from './sentence-timing.js';

/** A subtitle: what stands on the screen at once. */
export interface Cue {
  readonly startMs: number;
  /** Always behind `startMs`, never behind the start of the next. */
  readonly endMs: number;
  readonly lines: readonly (readonly CueLinePiece[])[];
}

interface CueLinePiece {
  readonly text: string;
  /** When it is heard, where words are timed. */
  readonly startMs?: number;
}

/** Longer and wider cues are hard to read. */
const MAX_LINES = 2;
const MAX_MS = 7_000;

/**
 * The cues of sentences in order: one for each sentence, or, where words are timed, as many as it takes to stay readable,
 * parted at the ends of clauses where there are any.
 */
export async function* cuesOf(sentences: AsyncIterable<SentenceTiming>): AsyncGenerator<Cue> {
  let endMs = 0;
  for await (const sentence of sentences) {
    for (const cue of sentence.words.length === 0 ? [whole(sentence)] : readable(piecesOf(sentence))) {
      // Rounding must not make two cues overlap, nor one of no length, which players drop.
      const startMs = Math.max(cue.startMs, endMs);
      endMs = Math.max(cue.endMs, startMs + 1);
      yield { startMs, endMs, lines: cue.lines };
    }
  }
}

function whole({ text, startSeconds, endSeconds }: SentenceTiming): Cue {
  return {
    startMs: milliseconds(startSeconds),
    endMs: milliseconds(endSeconds),
    lines: wrap(breakable(visible(text))),
  };
}

function readable(pieces: readonly CuePiece[]): readonly Cue[] {
  const cues: Cue[] = [];
  let rest = pieces;
  while (rest.length > 0) {
    const count = fitting(rest);
    const own = rest.slice(0, count);
    rest = rest.slice(count);
    cues.push({ startMs: own[0]?.startMs ?? 0, endMs: own.at(-1)?.endMs ?? 0, lines: wrap(own) });
  }
  return cues;
}

/** Pieces the next cue takes. */
function fitting(pieces: readonly CuePiece[]): number {
  let count = 1;
  while (count < pieces.length && fits(pieces.slice(0, count + 1))) count += 1;
  if (count === pieces.length) return count;
  if (fits(pieces.slice(count))) return halved(pieces, count);
  // A clause that ends in the second half is a better place than the last that fits.
  for (let end = count; end * 2 > count; end -= 1) if (endsClause(pieces[end - 1])) return end;
  return count;
}

/** The last two cues of a sentence share what is left: a word alone on the screen reads badly. */
function halved(pieces: readonly CuePiece[], most: number): number {
  const middle = pieces.length / 2;
  const ends = Array.from({ length: most }, (_, index) => index + 1)
    .filter((end) => fits(pieces.slice(end)))
    .sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
  const clause = ends.find((end) => Math.abs(end - middle) <= middle / 2 && endsClause(pieces[end - 1]));
  return clause ?? ends[0] ?? most;
}

function endsClause(piece: CuePiece | undefined): boolean {
  return /[,，、;；:：.。!！?？…—][)\]}»”’」』》〉】〕）］｝"']*\s*$/u.test(piece?.text ?? '');
}

function fits(pieces: readonly CuePiece[]): boolean {
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (first === undefined || last === undefined || last.endMs - first.startMs > MAX_MS) return false;
  const lines = wrap(pieces);
  return lines.length <= MAX_LINES && lines.every((line) => columns(joined(line)) <= LINE_COLUMNS);
}

function joined(line: readonly { readonly text: string }[]): string {
  return line.map(({ text }) => text).join('');
}
