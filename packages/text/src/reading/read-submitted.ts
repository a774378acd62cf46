import type { TextFormat } from '@lector/contract';
import type { IsReading } from '../markup/ruby.js';
import { readPlainText } from '../markup/plain-text.js';
import { readSsml } from '../markup/ssml/read-ssml.js';
import type { Steps } from '../steps.js';
import type { Reading } from './reading.js';

/**
 * A submitted text as it is to be read, in whatever way it was written. Linear, in steps.
 * @param isReading whether kana in brackets can be the reading of the word before them; without a dictionary nobody knows
 * @throws LectorError `invalid_ssml`, `empty_text` (SSML without text), `invalid_markup`; all pointers are `/text`
 */
export function* readSubmitted(
  text: string,
  format: TextFormat = 'plain',
  isReading: IsReading = () => false,
): Steps<Reading> {
  return format === 'ssml' ? yield* readSsml(text) : yield* readPlainText(text, isReading);
}
