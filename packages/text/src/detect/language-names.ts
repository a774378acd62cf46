import type { Language } from '@lector/contract';
import type { Frame } from './frames.js';
import type { Stretch } from '../stretch.js';

/** What a sentence calls the words it quotes: 日语里的“大丈夫”, the Japanese word 妻, 홍콩에서 “…”. */

/** Names of languages and writings, in all languages that write sentences. */
const LANGUAGE_NAMES: readonly (readonly [Language, string])[] = [
  ['ja', '日语|日語|日文|日本語|日本话|日本話|Japanese|[Kk]anji|일본어|일본말|일어'],
  ['zh', '普通话|普通話|国语|國語|汉语|漢語|中文|中国語|北京語|Mandarin|Chinese|중국어|중국말'],
  ['yue', '粤语|粵語|广东话|廣東話|広東語|Cantonese|광둥어|광동어'],
  ['ko', '韩语|韓語|韩文|韓文|韓国語|Korean|한국어|한국말'],
];
/** Places tell as much in a language that has no Han characters of its own. */
const PLACE_NAMES: readonly (readonly [Language, string])[] = [
  ['ja', 'Japan|Tokyo|Kyoto|Osaka|일본|도쿄|오사카|교토'],
  ['zh', 'China|Taiwan|Beijing|Shanghai|Taipei|중국|대만|베이징|상하이|타이베이'],
  ['yue', 'Hong ?Kong|Guangzhou|홍콩|광저우'],
];
/** In Chinese: a sign or a package of that place says what follows. */
const SIGNS: readonly (readonly [Language, string])[] = [['ja', '日本[^，。；,;]{0,8}[写寫标標印][着著了]?']];

const CLAUSE = '[^，。；：,;！？]{0,12}$';
const behind = (names: readonly (readonly [Language, string])[]) =>
  names.map(([language, pattern]) => [language, new RegExp(`(?:${pattern})${CLAUSE}`, 'u')] as const);

const IN_CLAUSE = behind([...LANGUAGE_NAMES, ...SIGNS]);
/** 「期間限定」四個日文字 */
const RIGHT_AFTER = LANGUAGE_NAMES.map(
  ([language, pattern]) =>
    [language, new RegExp(`^[”’」』》〉»"]?[^，。；：,;！？“「『]{0,5}(?:${pattern})`, 'u')] as const,
);
const anywhere = (names: readonly (readonly [Language, string])[]) =>
  names.map(([language, pattern]) => [language, new RegExp(pattern, 'gu')] as const);
const ANYWHERE = anywhere([...LANGUAGE_NAMES, ...PLACE_NAMES]);
/** Behind Chinese a place says nothing about the words: the Chinese goes on. */
const BEHIND_CHINESE = anywhere(LANGUAGE_NAMES);

/** What languages call themselves, as in the menus of web pages. */
const OWN_NAMES: ReadonlyMap<string, Language> = new Map([
  ['日本語', 'ja'],
  ['中文', 'zh'],
  ['简体中文', 'zh'],
  ['繁體中文', 'zh'],
  ['汉语', 'zh'],
  ['國語', 'zh'],
  ['粵語', 'yue'],
  ['粤语', 'yue'],
  ['廣東話', 'yue'],
  ['广东话', 'yue'],
]);

/** The language whose own name the words are. */
export function languageNamed(words: string): Language | undefined {
  return OWN_NAMES.get(words);
}

/** Characters looked at on either side of the words. */
const REACH = 40;

/**
 * The language a sentence gives the words of a frame. In a sentence of Han characters the name stands in the same clause,
 * before them or right behind; elsewhere the nearest one counts, before or after.
 */
export function namedLanguage(
  { opened, runs }: Frame,
  {
    language,
    text,
    sentence,
    before: previous,
  }: {
    readonly language: Language;
    readonly text: string;
    readonly sentence: Stretch;
    readonly before: Language | undefined;
  },
): Language | undefined {
  const before = text.slice(Math.max(sentence.start, opened - REACH), opened);
  const end = runs.at(-1)?.end ?? opened;
  const after = text.slice(end, Math.min(sentence.end, end + REACH));
  if (language === 'zh' || language === 'yue' || language === 'ja') {
    const found =
      IN_CLAUSE.find(([, pattern]) => pattern.test(before)) ?? RIGHT_AFTER.find(([, pattern]) => pattern.test(after));
    return found?.[0];
  }
  let nearest: Language | undefined;
  let distance = Infinity;
  const consider = (found: Language, away: number) => {
    if (away >= distance) return;
    nearest = found;
    distance = away;
  };
  for (const [found, pattern] of previous === 'zh' || previous === 'yue' ? BEHIND_CHINESE : ANYWHERE) {
    for (const { 0: name, index } of before.matchAll(pattern)) consider(found, before.length - index - name.length);
    for (const { index } of after.matchAll(pattern)) consider(found, index + AFTER_IS_FARTHER);
  }
  return nearest;
}

/** What names it stands before it more often. */
const AFTER_IS_FARTHER = 10;
