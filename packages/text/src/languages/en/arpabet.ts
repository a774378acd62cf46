/** ARPABET, as the CMU dictionary writes it: `HH AH0 L OW1`, a stress digit on every vowel. */

export interface Phone {
  /** ARPABET symbol without its stress digit. */
  readonly symbol: string;
  /** 0 none, 1 primary, 2 secondary; undefined for consonants. */
  readonly stress: number | undefined;
}

const VOWELS = new Set('AA AE AH AO AW AY EH ER EY IH IY OW OY UH UW'.split(' '));

export function parsePhones(arpabet: string): readonly Phone[] {
  return arpabet
    .split(' ')
    .filter((part) => part !== '')
    .map((part) => {
      const digit = part.charCodeAt(part.length - 1) - 48;
      return digit >= 0 && digit <= 2
        ? { symbol: part.slice(0, -1), stress: digit }
        : { symbol: part, stress: undefined };
    });
}

export const isVowel = (phone: Phone | undefined): boolean => phone !== undefined && VOWELS.has(phone.symbol);
