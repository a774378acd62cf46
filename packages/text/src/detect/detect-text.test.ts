import type { Language } from '@lector/contract';
import { describe, expect, it } from 'vitest';
import { detectText } from './detect-text.js';
import { JAPANESE_ONLY, SIMPLIFIED_ONLY } from './han-tables.js';

const spans = (text: string, language: 'auto' | Language = 'auto') =>
  [...detectText(text, language)].flatMap((detected) =>
    (detected?.sentences ?? []).flatMap((sentence) =>
      sentence.spans.map((span) => [span.language, text.slice(span.start, span.end), span.rule]),
    ),
  );
const languages = (text: string, language: 'auto' | Language = 'auto') =>
  spans(text, language).map(([found, source]) => `${found}:${source}`);

describe('language of a span', () => {
  it('finds three languages in a mixed text and gives punctuation to what it closes', () => {
    expect(spans('Hello，今天天气真不错！こんにちは！')).toEqual([
      ['en', 'Hello，', 'latin'],
      ['zh', '今天天气真不错！', 'han:simplified'],
      ['ja', 'こんにちは！', 'kana'],
    ]);
  });

  it.each<[string, string[]]>([
    ['我在Tokyo喝コーヒー', ['zh:我在', 'en:Tokyo', 'zh:喝', 'ja:コーヒー']],
    ['今天的メール很多', ['zh:今天的', 'ja:メール', 'zh:很多']],
    ['我说こんにちは', ['zh:我说', 'ja:こんにちは']],
    ['彼は「你好」と言った。', ['ja:彼は', 'zh:「你好」', 'ja:と言った。']],
    ['東京タワーへ行く', ['ja:東京タワーへ行く']],
    ['不可能ミッション', ['ja:不可能ミッション']],
    ['国際連合は1945年に設立された。', ['ja:国際連合は1945年に設立された。']],
    ['気温上昇', ['ja:気温上昇']],
    ['中国人民银行', ['zh:中国人民银行']],
    ['這是我們的家', ['zh:這是我們的家']],
    ['我在家。', ['zh:我在家。']],
    ['誰が来たのですか。', ['ja:誰が来たのですか。']],
    ['財産を没収する。', ['ja:財産を没収する。']],
    ['大家さんに家賃を払う。', ['ja:大家さんに家賃を払う。']],
    ['恐喝の容疑だ。', ['ja:恐喝の容疑だ。']],
    ['大家好！こんにちは！', ['zh:大家好！', 'ja:こんにちは！']],
  ])('reads the Han characters of %s by what stands around them', (text, expected) => {
    expect(languages(text)).toEqual(expected);
  });

  it('gives ambiguous Han characters to the request, then the neighbour, then the document', () => {
    expect(spans('東京大学', 'ja')).toEqual([['ja', '東京大学', 'han:prior']]);
    expect(spans('東京大学', 'zh')).toEqual([['zh', '東京大学', 'han:prior']]);
    expect(spans('東京大学')).toEqual([['zh', '東京大学', 'han:document']]);
    expect(spans('彼は学生です。東京大学。').at(-1)).toEqual(['ja', '東京大学。', 'han:near']);
    expect(spans('東京大学\n\n彼は学生です。ここで学びました。')[0]).toEqual(['ja', '東京大学', 'han:document']);
  });

  it('does not let the request overrule characters of one language', () => {
    expect(languages('今天天气真不错', 'ja')).toEqual(['zh:今天天气真不错']);
    expect(languages('駅前広場', 'zh')).toEqual(['ja:駅前広場']);
  });

  it('knows Cantonese by its own characters, weighed against Mandarin ones', () => {
    expect(languages('佢哋喺嗰度食嘢。')).toEqual(['yue:佢哋喺嗰度食嘢。']);
    expect(languages('粤语里的“嘅”字相当于普通话的“的”。')).toEqual(['zh:粤语里的“嘅”字相当于普通话的“的”。']);
    expect(languages('我們的關係很好')).toEqual(['zh:我們的關係很好']);
    expect(languages('關係')).toEqual(['zh:關係']);
    expect(languages('係', 'yue')).toEqual(['yue:係']);
    expect(languages('佢哋好鍾意。我有一個夢。')).toEqual(['yue:佢哋好鍾意。', 'yue:我有一個夢。']);
  });

  it('knows Korean by hangul, and hanja beside it', () => {
    expect(languages('안녕하세요. 大韓民國 만세')).toEqual(['ko:안녕하세요.', 'ko:大韓民國 만세']);
  });

  it.each<[string, string[]]>([
    ['距离5km左右', ['zh:距离5km左右']],
    ['GPT-4很强', ['en:GPT-4', 'zh:很强']],
    ['他买了5G手机', ['zh:他买了5', 'en:G', 'zh:手机']],
    ['从T3航站楼起飞', ['zh:从', 'en:T', 'zh:3航站楼起飞']],
    ['我们做B2B生意', ['zh:我们做', 'en:B2B', 'zh:生意']],
    ['Windows 11系统', ['en:Windows', 'zh:11系统']],
    ['Hello 2026年', ['en:Hello', 'zh:2026年']],
    ['第1st位', ['zh:第', 'en:1st', 'zh:位']],
    ['価格は999円、OK 3', ['ja:価格は999円、', 'en:OK 3']],
    ['α粒子', ['zh:α粒子']],
    ['第Ⅳ章', ['zh:第Ⅳ章']],
    ['½', ['en:½']],
  ])('reads the numbers and signs of %s with their neighbour', (text, expected) => {
    expect(languages(text)).toEqual(expected);
  });

  it('reads numbers without neighbours by the request, else the document', () => {
    expect(languages('2026-11-22')).toEqual(['en:2026-11-22']);
    expect(languages('2026-11-22', 'ja')).toEqual(['ja:2026-11-22']);
    expect(languages('今天很好\n3.14')).toEqual(['zh:今天很好', 'zh:3.14']);
  });

  it('opens brackets and quotation marks with what they hold', () => {
    expect(languages('他说（see “this”）好的')).toEqual(['zh:他说', 'en:（see “this”）', 'zh:好的']);
  });

  it('names the script of letters that no language has', () => {
    expect(spans('Привет, world')).toEqual([
      ['unknown', 'Привет,', 'script:Cyrillic'],
      ['en', 'world', 'latin'],
    ]);
  });
});

describe('Han tables', () => {
  it('hold no character twice and none that both countries write', () => {
    expect([...SIMPLIFIED_ONLY].filter((character) => JAPANESE_ONLY.has(character))).toEqual([]);
    for (const shared of '国来学会点号体声当党') {
      expect(SIMPLIFIED_ONLY.has(shared) || JAPANESE_ONLY.has(shared)).toBe(false);
    }
    for (const simplified of '们这说时图泽读') expect(SIMPLIFIED_ONLY.has(simplified)).toBe(true);
    for (const japanese of '気図沢読円駅峠込働') expect(JAPANESE_ONLY.has(japanese)).toBe(true);
  });
});
