import { JAPANESE_ONLY, SIMPLIFIED_ONLY } from './han-tables.js';

/**
 * What single Han characters say about the language of their neighbourhood. `strong` characters are written in one
 * language only; `weak` ones are frequent in it and possible elsewhere (的 is in 目的, 在 in 存在), so they need company.
 */
export interface HanEvidence {
  simplified: number;
  mandarinStrong: number;
  mandarinWeak: number;
  japanese: number;
  cantoneseStrong: number;
  cantoneseWeak: number;
  /** Mandarin function words for which Cantonese has its own. */
  againstCantonese: number;
}

/** Function words of Mandarin that Japanese does not write, in both Chinese scripts. */
const MANDARIN_STRONG = new Set('你您她妳很这這们們吗嗎呢吧啊呀哪怎么麼沒咱谁它啦嘛晚每');
/** Function words of Mandarin that also occur inside Japanese words (没収, 恐喝, 誰) or in Cantonese writing. */
const MANDARIN_WEAK = new Set(
  '的了我在是不他也都就和有去到要想会會说說对對那个個给給让讓把被从從还還又最跟着太看没吃喝誰',
);
/** Words of two characters that Japanese writes otherwise (今日, 明日, 昨日) or not at all (大家好; 大家 alone is おおや). */
const MANDARIN_PAIRS = new Set([
  '今天',
  '明天',
  '昨天',
  '天天',
  '早上',
  '中午',
  '我的',
  '我在',
  '不是',
  '家好',
  '可以',
  '没有',
]);

/** Characters made for Cantonese; one is enough when Mandarin does not speak against it. */
const CANTONESE_STRONG = new Set('嘅唔冇佢哋咗喺嗰啲嚟噉嘢瞓攞㗎嘥唞冚嗮咁嗌啫𠮶𡃁');
/** Used in Cantonese and, rarer, elsewhere (係 in names and in Japanese, 睇, 咩). */
const CANTONESE_WEAK = new Set('係乜咩睇啱喎吖嘞俾畀搵');
/** What makes the weak Mandarin words Mandarin when Cantonese characters stand beside them: Cantonese has its own. */
const AGAINST_CANTONESE = new Set('的了是不他她们們这這那没沒很吗嗎怎什');

export function emptyEvidence(): HanEvidence {
  return {
    simplified: 0,
    mandarinStrong: 0,
    mandarinWeak: 0,
    japanese: 0,
    cantoneseStrong: 0,
    cantoneseWeak: 0,
    againstCantonese: 0,
  };
}

/** Adds what `character` (with the one after it) says. */
export function addEvidence(sum: HanEvidence, character: string, next: string): void {
  if (SIMPLIFIED_ONLY.has(character)) sum.simplified += 1;
  if (JAPANESE_ONLY.has(character) || character === '々') sum.japanese += 1;
  if (MANDARIN_STRONG.has(character) || MANDARIN_PAIRS.has(character + next)) sum.mandarinStrong += 1;
  else if (MANDARIN_WEAK.has(character)) sum.mandarinWeak += 1;
  if (CANTONESE_STRONG.has(character)) sum.cantoneseStrong += 1;
  else if (CANTONESE_WEAK.has(character)) sum.cantoneseWeak += 1;
  // 關係 is every Chinese's word; its 係 is counted next and taken back here.
  if (character === '關' && next === '係') sum.cantoneseWeak -= 1;
  if (AGAINST_CANTONESE.has(character)) sum.againstCantonese += 1;
}

export function mergeEvidence(sum: HanEvidence, other: HanEvidence): void {
  sum.simplified += other.simplified;
  sum.mandarinStrong += other.mandarinStrong;
  sum.mandarinWeak += other.mandarinWeak;
  sum.japanese += other.japanese;
  sum.cantoneseStrong += other.cantoneseStrong;
  sum.cantoneseWeak += other.cantoneseWeak;
  sum.againstCantonese += other.againstCantonese;
}
