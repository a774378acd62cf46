import { LANGUAGES } from '@lector/contract';
import { expect, test } from 'vitest';
import { readIpa } from '../../../text/src/pins/ipa.js';
import { toSymbols } from './symbols.js';

/** Blocks of the IPA: Latin, its extensions, modifiers, marks, Greek, phonetic extensions. */
const RANGES = [
  [0x21, 0x36f],
  [0x370, 0x3ff],
  [0x1d00, 0x1dbf],
  [0x2c60, 0x2c7f],
  [0xab30, 0xab6f],
] as const;

test('every letter that a reading may be written in has a symbol in every language', () => {
  let letters = 0;
  for (const [first, last] of RANGES) {
    for (let code = first; code <= last; code += 1) {
      const ipa = readIpa(`a${String.fromCodePoint(code)}a`);
      // Which contours of tones a language has is checked where the language is known.
      if (ipa === undefined || /[˥˦˧˨˩]/u.test(ipa)) continue;
      letters += 1;
      for (const language of LANGUAGES) expect(() => toSymbols(ipa, language), `U+${code.toString(16)}`).not.toThrow();
    }
  }
  expect(letters).toBeGreaterThan(200);
});
