import { scriptOf } from '../detect/scripts.js';
import { goesOnAsTail } from '../languages/word-tails.js';

/**
 * Where a word begins and ends. Letters of alphabets, digits, katakana and Hangul stand in words, and an entry for `cat` is
 * none for `concatenate`; Han and hiragana are written without edges. Between two kinds there is always one (在NASA工作,
 * NASA가), but between a digit and what follows it at once (`MP3`, 3개).
 */
type Kind = 'alphabet' | 'digit' | 'katakana' | 'hangul' | 'free';

function kindOf(codePoint: number | undefined): Kind {
  if (codePoint === undefined) return 'free';
  const script = scriptOf(codePoint);
  switch (script) {
    case 'latin':
      return 'alphabet';
    case 'digit':
    case 'katakana':
    case 'hangul':
      return script;
    case 'other':
      return UNSPACED.test(String.fromCodePoint(codePoint)) ? 'free' : 'alphabet';
    case 'neutral':
      return MARK.test(String.fromCodePoint(codePoint)) ? 'alphabet' : 'free';
    default:
      return 'free';
  }
}

const MARK = /\p{M}/u;
/** Letters written without spaces between words. */
const UNSPACED = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Bopomofo}]/u;
const APOSTROPHE = /['’‘ʼ＇]/u;

/** Whether a word may begin at `at`. */
export function wordBegins(text: string, at: number): boolean {
  const own = kindOf(text.codePointAt(at));
  if (own === 'free') return true;
  const before = pointBefore(text, at);
  const kind = kindOf(before);
  if (parts(kind, own)) {
    if (own === 'alphabet' || own === 'digit') return !joins(text, at - 1);
    return true;
  }
  return false;
}

/** Whether the word that begins somewhere before may end at `at`. */
export function wordEnds(text: string, at: number): boolean {
  const last = kindOf(pointBefore(text, at));
  if (last === 'free') return true;
  if (goesOnAsTail(text, at)) return true;
  if (!parts(last, kindOf(text.codePointAt(at)))) return false;
  return (last !== 'alphabet' && last !== 'digit') || !joins(text, at);
}

/** Whether an edge lies between two characters. */
function parts(before: Kind, after: Kind): boolean {
  if (before === 'free' || after === 'free') return true;
  if (before === 'digit') return after === 'katakana';
  if (after === 'digit') return before === 'katakana' || before === 'hangul';
  return before !== after;
}

/**
 * Whether the sign at `at` holds what stands around it together: the apostrophe of O'Brien and don't, the stop of example.com,
 * U.S.A and 1.5, the sign of an address.
 */
function joins(text: string, at: number): boolean {
  const sign = text.charAt(at);
  const [before, after] = [kindOf(pointBefore(text, at)), kindOf(text.codePointAt(at + 1))];
  if (APOSTROPHE.test(sign)) return before === 'alphabet' && after === 'alphabet';
  const inWord = (kind: Kind): boolean => kind === 'alphabet' || kind === 'digit';
  if (sign === '@') return inWord(before) && inWord(after);
  if (sign === ',') return before === 'digit' && after === 'digit';
  if (sign !== '.' || !inWord(before) || !inWord(after)) return false;
  // `the end.He went`: a capital begins a sentence, unless single letters stand around the stop.
  return !/\p{Lu}/u.test(text.charAt(at + 1)) || kindOf(pointBefore(text, at - 1)) === 'free';
}

function pointBefore(text: string, at: number): number | undefined {
  if (at <= 0) return undefined;
  const low = text.charCodeAt(at - 1);
  const isPair = low >= 0xdc00 && low <= 0xdfff && at > 1;
  return isPair ? text.codePointAt(at - 2) : low;
}
