import { LectorError } from '@lector/contract';

/**
 * The 114 symbols of Kokoro-82M v1.0 with their token numbers, from the model's own configuration (`vocab` of
 * config.json; Apache-2.0). Every symbol is one code point. 0 is padding and never a symbol.
 */
const ROWS: readonly (readonly [first: number, symbols: string])[] = [
  [1, ';:,.!?'],
  [9, '—…"()“” \u0303ʣʥʦʨᵝꭧAI'],
  [31, 'O'],
  [33, 'Q'],
  [35, 'ST'],
  [39, 'W'],
  [41, 'Yᵊabcdef'],
  [50, 'hijklmnopqrstuvwxyzɑɐɒæ'],
  [75, 'βɔɕç'],
  [80, 'ɖðʤə'],
  [85, 'ɚɛɜ'],
  [90, 'ɟ'],
  [92, 'ɡ'],
  [99, 'ɥ'],
  [101, 'ɨɪʝ'],
  [110, 'ɯɰŋɳɲɴø'],
  [118, 'ɸθœ'],
  [123, 'ɹ'],
  [125, 'ɾɻ'],
  [128, 'ʁɽʂʃʈʧ'],
  [135, 'ʊʋ'],
  [138, 'ʌɣɤ'],
  [142, 'χʎ'],
  [147, 'ʒʔ'],
  [156, 'ˈˌː'],
  [162, 'ʰ'],
  [164, 'ʲ'],
  [169, '↓'],
  [171, '→↗↘'],
  [177, 'ᵻ'],
];

export const VOCABULARY: ReadonlyMap<string, number> = new Map(
  ROWS.flatMap(([first, symbols]) => [...symbols].map((symbol, index) => [symbol, first + index] as const)),
);

/**
 * Token numbers of a text in Kokoro's symbols, without the zeros at both ends.
 * @throws LectorError `internal` for a symbol the model was never trained on: the mapping let it through
 */
export function tokensOf(symbols: string): number[] {
  return [...symbols].map((symbol) => {
    const token = VOCABULARY.get(symbol);
    if (token !== undefined) return token;
    throw new LectorError('internal', `a symbol is not in the model's vocabulary [symbol=${codePoint(symbol)}]`);
  });
}

/** `U+0283`, for messages: the character itself may not print. */
export function codePoint(symbol: string): string {
  return `U+${(symbol.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
