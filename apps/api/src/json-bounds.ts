/**
 * How much of a JSON body there is to build, told from its bytes before anything is built. Objects of half a million
 * names take the parser and the schemas seconds, in which nobody else is answered; long strings cost next to nothing.
 */

export interface JsonBounds {
  /** Members of objects, entries of lists, and the objects and lists themselves. */
  readonly maxValues: number;
  /** Objects and lists around a value. */
  readonly maxDepth: number;
}

/** A job with all its options and metadata has about forty values, three deep. */
export const BODY_BOUNDS: JsonBounds = { maxValues: 1000, maxDepth: 32 };

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * Which bound the bytes go beyond; null when they keep to both. Reads up to there, once, and takes no memory. Bytes that
 * are not JSON may be told either way: the parser has the last word on what is within the bounds.
 */
export function beyondBounds(bytes: Uint8Array, { maxValues, maxDepth }: JsonBounds): keyof JsonBounds | null {
  let values = 1;
  let depth = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    switch (bytes[at]) {
      case QUOTE:
        at = endOfString(bytes, at);
        break;
      case COMMA:
        values += 1;
        if (values > maxValues) return 'maxValues';
        break;
      case OPEN_LIST:
      case OPEN_OBJECT:
        values += 1;
        depth += 1;
        if (depth > maxDepth) return 'maxDepth';
        if (values > maxValues) return 'maxValues';
        break;
      case CLOSE_LIST:
      case CLOSE_OBJECT:
        depth -= 1;
        break;
      default:
    }
  }
  return null;
}

/** Index of the closing quote; the length where there is none. In UTF-8 no byte of another character equals a quote. */
function endOfString(bytes: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}
