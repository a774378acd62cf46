import { isVowel, parsePhones, type Phone } from './arpabet.js';
import { LETTER_RULES } from './letter-rules.js';
import { stressed } from './stress.js';

/**
 * The last resort for a word nobody knows: spelling rules. At each letter the first rule that fits is taken, so rules of
 * one letter go from the special to the general and end in one that always fits: no letter is ever dropped by accident,
 * and the scan is linear. The result is rough (see `letter-to-sound.test.ts` for how rough), never silence.
 */

interface LetterRule {
  readonly left: RegExp | undefined;
  readonly letters: string;
  readonly right: RegExp | undefined;
  readonly phones: readonly Phone[];
}

/**
 * Context symbols: `#` a vowel letter, `^` a consonant letter, `+` e, i or y (which soften c and g), `_` the edge of the
 * word, `%` an ending (-e, -ed, -es, -er, -ing, -ely …) that leaves a preceding vowel long. Other characters stand for
 * themselves, and a bar parts choices.
 */
const CLASSES: Readonly<Record<string, string>> = {
  '#': '[aeiouy]',
  '^': '[bcdfghjklmnpqrstvwxz]',
  '+': '[eiy]',
  '%': "(?:e(?:$|d$|s$|r$|rs$|ly$|st$|ment|ness|ful|less|'s$)|ing)",
  _: '',
};

function context(written: string, side: 'left' | 'right'): RegExp | undefined {
  if (written === '') return undefined;
  const edge = side === 'left' ? '^' : '$';
  const choices = written
    .split('|')
    .map((choice) => [...choice].map((sign) => (sign === '_' ? edge : (CLASSES[sign] ?? sign))).join(''));
  // Contexts are short and hold no repetition, so a test costs a constant.
  return side === 'left' ? new RegExp(`(?:${choices.join('|')})$`) : new RegExp(`^(?:${choices.join('|')})`);
}

const RULES: ReadonlyMap<string, readonly LetterRule[]> = (() => {
  const rules = new Map<string, LetterRule[]>();
  for (const line of LETTER_RULES.trim().split('\n')) {
    const [where = '', sound = ''] = line.split('=');
    const parts = /^([^[]*)\[([^\]]+)\](.*)$/.exec(where.trim());
    const letters = parts?.[2] ?? '';
    const rule = {
      left: context(parts?.[1] ?? '', 'left'),
      letters,
      right: context(parts?.[3] ?? '', 'right'),
      phones: parsePhones(sound.trim()),
    };
    const first = letters.charAt(0);
    rules.set(first, [...(rules.get(first) ?? []), rule]);
  }
  return rules;
})();

/**
 * How far contexts are shown. Longer than any context in the table, so that an edge mark matches at a real edge only, and
 * bounded, so that each test costs a constant.
 */
const contextLetters = 12;

function fits(rule: LetterRule, word: string, at: number): boolean {
  const after = at + rule.letters.length;
  if (!word.startsWith(rule.letters, at)) return false;
  const left =
    rule.left === undefined || rule.left.test(at === 0 ? '' : word.slice(Math.max(0, at - contextLetters), at));
  return left && (rule.right === undefined || rule.right.test(word.slice(after, after + contextLetters)));
}

/** Phones of a word by its spelling. `word`: lower-case letters a–z and apostrophes; others are passed over. */
export function spelledPhones(word: string): readonly Phone[] {
  const phones: Phone[] = [];
  let at = 0;
  while (at < word.length) {
    const rule = RULES.get(word.charAt(at))?.find((candidate) => fits(candidate, word, at));
    phones.push(...(rule?.phones ?? []));
    at += rule?.letters.length ?? 1;
  }
  const squeezed = phones.filter((part, i) => isVowel(part) || part.symbol !== phones[i - 1]?.symbol);
  return stressed(squeezed, word);
}
