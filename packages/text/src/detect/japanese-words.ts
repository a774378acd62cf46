/**
 * Words that only Japanese writes, in characters that Chinese has too. In a Chinese sentence they may be mentioned, so they count
 * where nothing in it is Chinese.
 */
const WORDS: readonly RegExp[] = [
  // Eras, with their year: 令和6年, 昭和五十年.
  /(?:令和|平成|昭和|大正|明治)(?:元|[\d０-９]{1,2}|[一二三四五六七八九十]{1,3})年/uy,
  // Forms of companies, and whom a letter is for.
  /(?:株式|有限|合同|合資|合名)会社/uy,
  /御中(?!\p{Script=Han})/uy,
  // Prefectures whose characters are not Japanese alone (神奈川県 is by its 県), as addresses begin.
  /(?<!\p{Script=Han})(?:東京都|京都府|大阪府)(?:(?!\p{Script=Han})|(?=\p{Script=Han}{1,6}[市区町村]))/uy,
];
/** What the words begin with, for speed. */
const FIRST = new Set('令平昭大明株有合御東京');

/** Whether one of them stands at `at` (UTF-16). */
export function isJapaneseWord(text: string, at: number): boolean {
  if (!FIRST.has(text.charAt(at))) return false;
  return WORDS.some((word) => {
    word.lastIndex = at;
    return word.test(text);
  });
}
