import type { TextFormat } from '@lector/contract';
import type { Pin } from '../pins/pin.js';
import type { PlanNote } from '../plan-types.js';
import { createSourceMap, type Run } from './source-map.js';
import {
  PLAIN_STYLE,
  sameStyle,
  type Cut,
  type LanguageRegion,
  type Mark,
  type Reading,
  type SpeakingStyle,
  type StyledFrom,
} from './reading.js';

/** Puts a reading together from the beginning of a text to its end: every character of it is copied, replaced or hidden. */
export interface ReadingBuilder {
  /** Length of the text read so far. */
  readonly length: number;
  /** How much of the submitted text has been gone through. */
  readonly position: number;
  /** Reads on up to `end` of the submitted text, as it stands or as `as` (of the same length). */
  copy(end: number, as?: string): void;
  /** Reads `text` for what stands up to `end`. */
  put(text: string, end: number): void;
  pin(pin: Pin): void;
  cut(cut: Omit<Cut, 'at'>): void;
  /** From here on. */
  style(style: SpeakingStyle): void;
  region(start: number, told: Pick<LanguageRegion, 'language' | 'ofWhole'>): void;
  mark(name: string): void;
  note(start: number, end: number, reason: PlanNote['reason']): void;
  /** @param pins found elsewhere (lexicons), in order; those of the markup go before */
  build(): Reading;
}

/** Notes a reading keeps: more than a reader goes through. */
const MAX_NOTES = 100;

export function createReadingBuilder(format: TextFormat, source: string): ReadingBuilder {
  const parts: string[] = [];
  const runs: Run[] = [];
  const pins: Pin[] = [];
  const cuts: Cut[] = [];
  const styles: StyledFrom[] = [{ at: 0, style: PLAIN_STYLE, source: 0 }];
  const regions: LanguageRegion[] = [];
  const marks: Mark[] = [];
  const notes: { start: number; end: number; reason: PlanNote['reason'] }[] = [];
  let length = 0;
  let position = 0;

  const add = (text: string, end: number, copied: boolean): void => {
    if (end === position && text === '') return;
    const last = runs.at(-1);
    if (!copied || last?.copied !== true) runs.push({ read: length, source: position, copied });
    parts.push(text);
    length += text.length;
    position = end;
  };

  return {
    get length() {
      return length;
    },
    get position() {
      return position;
    },
    copy: (end, as = source.slice(position, end)) => add(as, end, true),
    put: (text, end) => add(text, end, false),
    pin: (pin) => void pins.push(pin),
    cut: (cut) => void cuts.push({ at: length, ...cut }),
    style(style) {
      const last = styles.at(-1);
      if (last !== undefined && sameStyle(last.style, style)) return;
      const from = { at: length, style, source: position };
      if (last?.at === length) styles[styles.length - 1] = from;
      else styles.push(from);
      cuts.push({ at: length });
    },
    region(start, told) {
      if (start < length) regions.push({ start, end: length, ...told });
    },
    mark: (name) => void marks.push({ name, at: length, source: position, cutsBefore: cuts.length }),
    note(start, end, reason) {
      if (notes.length < MAX_NOTES) notes.push({ start, end, reason });
    },
    build() {
      const text = parts.join('');
      const map = createSourceMap(source, text, runs);
      return { format, source, text, map, pins, cuts, styles, regions, marks, notes };
    },
  };
}
