import {
  AFTER_COPULA,
  AGAINST_CANTONESE,
  BEFORE_COPULA,
  BEFORE_DOLLAR,
  BEGUN_BY_COPULA,
  CANTONESE_PAIRS,
  CANTONESE_STRONG,
  CANTONESE_WEAK,
  CANTONESE_WEAK_PAIRS,
  COPULA,
  DOLLAR,
  FINAL,
  ENDED_BY_COPULA,
  NOT_AGAINST,
  NOT_CANTONESE,
} from './cantonese-tables.js';
import { CHINESE_ONLY, NOT_SIMPLIFIED, NOT_TRADITIONAL, TRADITIONAL_ONLY } from './character-set-tables.js';
import { JAPANESE_ONLY, JAPANESE_OR_HONG_KONG, SIMPLIFIED_ONLY } from './han-tables.js';
import { isJapaneseWord } from './japanese-words.js';

/**
 * What single Han characters say about the language of their neighbourhood. `strong` characters are written in one
 * language only; `weak` ones are frequent in it and possible elsewhere (的 is in 目的, 在 in 存在), so they need company.
 */
export interface HanEvidence {
  simplified: number;
  /** Characters of traditional Chinese that Japanese writes in another way today. */
  traditional: number;
  /** Characters of Chinese in either script that Japanese has not. */
  chinese: number;
  /** Characters of Japanese and traditional Chinese; with one of those of the next kind beside them: Japanese. */
  notSimplified: number;
  /** Characters of Japanese and simplified Chinese. */
  notTraditional: number;
  mandarinStrong: number;
  mandarinWeak: number;
  japanese: number;
  /** Characters of Japanese that Hong Kong prints, too. */
  japaneseDoubtful: number;
  /** Words of Japanese in characters that Chinese has, too. */
  japaneseWords: number;
  cantoneseStrong: number;
  cantoneseWeak: number;
  /** Its copula where nothing tells it from the other uses of the character, and 呀: they second other signs. */
  cantoneseDoubtful: number;
  /** Mandarin function words for which Cantonese has its own. */
  againstCantonese: number;
}

/** Function words of Mandarin that Japanese does not write, in both Chinese scripts. */
const MANDARIN_STRONG = new Set('你您她妳很这這们們吗嗎呢吧啊哪怎么麼沒咱谁它嘛晚每');
/** Function words of Mandarin that also occur inside Japanese words (没収, 恐喝, 誰) or in Cantonese writing. */
const MANDARIN_WEAK = new Set(
  '的了我在是不他也都就和有去到要想会會说說对對那个個给給让讓把被从從还還又最跟着太看没吃喝誰',
);
/** Words, by their first two characters, that Japanese writes otherwise (今日, 明日, 昨日) or not at all (大家好; 大家 alone is おおや). */
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
  '沒有',
  '謝謝',
  '谢谢',
  '加油',
  '再見',
  '老婆',
  '老公',
  '知道',
  '喜歡',
  '喜欢',
  '因為',
  '但是',
  '如果',
  '已經',
  '計劃',
  '電腦',
  '手機',
  '飛機',
  '老師',
]);

export function emptyEvidence(): HanEvidence {
  return {
    simplified: 0,
    traditional: 0,
    chinese: 0,
    notSimplified: 0,
    notTraditional: 0,
    mandarinStrong: 0,
    mandarinWeak: 0,
    japanese: 0,
    japaneseDoubtful: 0,
    japaneseWords: 0,
    cantoneseStrong: 0,
    cantoneseWeak: 0,
    cantoneseDoubtful: 0,
    againstCantonese: 0,
  };
}

/** Adds what the character in `text[start, end)` says (UTF-16), with those beside it. */
export function addEvidence(sum: HanEvidence, text: string, start: number, end: number): void {
  const character = text.slice(start, end);
  const next = text.charAt(end);
  if (SIMPLIFIED_ONLY.has(character)) sum.simplified += 1;
  else if (TRADITIONAL_ONLY.has(character)) sum.traditional += 1;
  else if (NOT_SIMPLIFIED.has(character)) sum.notSimplified += 1;
  else if (NOT_TRADITIONAL.has(character)) sum.notTraditional += 1;
  else if (CHINESE_ONLY.has(character)) sum.chinese += 1;
  if (JAPANESE_ONLY.has(character) || character === '々') sum.japanese += 1;
  else if (JAPANESE_OR_HONG_KONG.has(character)) sum.japaneseDoubtful += 1;
  if (isJapaneseWord(text, start)) sum.japaneseWords += 1;
  if (MANDARIN_STRONG.has(character) || MANDARIN_PAIRS.has(character + next)) sum.mandarinStrong += 1;
  else if (MANDARIN_WEAK.has(character)) sum.mandarinWeak += 1;
  if (AGAINST_CANTONESE.has(character) && !NOT_AGAINST.has(character + next)) sum.againstCantonese += 1;
  if (CANTONESE_PAIRS.has(character + next)) sum.cantoneseStrong += 1;
  else if (CANTONESE_WEAK_PAIRS.has(character + next)) sum.cantoneseWeak += 1;
  if (character === FINAL) sum.cantoneseDoubtful += 1;
  if (character === COPULA) addCopula(sum, text.charAt(start - 1), next);
  else if (NOT_CANTONESE.get(character)?.some((rest) => text.startsWith(rest, end)) === true) return;
  else if (CANTONESE_STRONG.has(character) || (character === DOLLAR && BEFORE_DOLLAR.test(text.charAt(start - 1))))
    sum.cantoneseStrong += 1;
  else if (CANTONESE_WEAK.has(character)) sum.cantoneseWeak += 1;
}

const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;

function addCopula(sum: HanEvidence, before: string, after: string): void {
  if (ENDED_BY_COPULA.has(before) || BEGUN_BY_COPULA.has(after) || KANA.test(before + after)) return;
  // 密碼係abc123, bill係$200; of a clerk (受付係) there are numbers.
  if (/[A-Za-z$]/u.test(after) && before !== '') {
    sum.cantoneseStrong += 1;
    return;
  }
  const signs = Number(BEFORE_COPULA.has(before)) + Number(AFTER_COPULA.has(after));
  if (signs === 0) sum.cantoneseDoubtful += 1;
  sum.cantoneseWeak += signs;
}

export function mergeEvidence(sum: HanEvidence, other: HanEvidence): void {
  sum.simplified += other.simplified;
  sum.traditional += other.traditional;
  sum.chinese += other.chinese;
  sum.notSimplified += other.notSimplified;
  sum.notTraditional += other.notTraditional;
  sum.mandarinStrong += other.mandarinStrong;
  sum.mandarinWeak += other.mandarinWeak;
  sum.japanese += other.japanese;
  sum.japaneseDoubtful += other.japaneseDoubtful;
  sum.japaneseWords += other.japaneseWords;
  sum.cantoneseStrong += other.cantoneseStrong;
  sum.cantoneseWeak += other.cantoneseWeak;
  sum.cantoneseDoubtful += other.cantoneseDoubtful;
  sum.againstCantonese += other.againstCantonese;
}
