import { customize } from 'to-jyutping';
import { besideOf } from './beside.js';
import { CORRECTIONS } from './corrections.js';

type Converter = ReturnType<typeof customize>;

/** Made on first use: entering the corrections walks the dictionary. */
let converter: Converter | undefined;

/**
 * Syllables in jyutping of each character of a stretch: of the longest word that begins there, in the dictionary of
 * rime-cantonese (through to-jyutping, in both scripts) or in `corrections.ts`; where no word settles it, by the
 * characters beside. Linear: no word has more than some ten characters.
 */
export function readingsOf(han: string): readonly (readonly string[])[] {
  converter ??= customize(CORRECTIONS);
  const characters = Array.from(han, plainForm);
  const list = converter.getJyutpingList(characters.join(''));
  const readings: (readonly string[])[] = [];
  for (const [index, character] of characters.entries()) {
    if (character === '々') readings.push(readings.at(-1) ?? []);
    else readings.push(besideOf(characters, index)?.split(' ') ?? list[index]?.[1]?.split(' ') ?? []);
  }
  return readings;
}

/** Forms of Hong Kong and of old print as the form that the words of the dictionary have. */
const PRINTED = '綫線衆眾衞衛裏裡峯峰説說産產麪麵鈎鉤羣群啓啟鋭銳閲閱敍敘銹鏽寃冤';
const FORMS = new Map(Array.from(PRINTED.matchAll(/(.)(.)/gu), ([, form = '', usual = '']) => [form, usual]));

/** Radicals, compatibility forms and variants as the character they stand for; never longer than one character. */
function plainForm(character: string): string {
  const usual = FORMS.get(character);
  if (usual !== undefined) return usual;
  const [plain = character] = character === '々' ? [character] : character.normalize('NFKC');
  return plain;
}
