import { describe, expect, it } from 'vitest';
import { detectText } from '../detect/detect-text.js';
import { joinInitials } from './initials.js';

const languages = (text: string) =>
  [...detectText(text, 'auto')]
    .flatMap((detected) => detected?.sentences ?? [])
    .flatMap(({ spans }) => joinInitials(text, spans))
    .map(({ language, start, end }) => `${language}:${text.slice(start, end)}`);

describe('Latin initials', () => {
  it.each([
    'AI가 발전했다.',
    'CO₂를 줄이자.',
    'H2O는 물이다.',
    '5G를 써요.',
    'GPT-4가 나왔다.',
    'LG전자의 주가',
    '비타민 C를 먹어요.',
    'WHO는 발표했다.',
    'TV/PC를 샀다.',
    'PM6:30에 시작한다.',
    'TOEIC은 어렵다.',
  ])('are Korean with the word they touch: %s', (text) => {
    expect(languages(text)).toEqual([`ko:${text}`]);
  });

  it.each([
    '弊社のCEOの発言。',
    'PDFを送ってください。',
    '5Gが使える。',
    'X線検査です。',
    'TVでNHKのニュースを見る。',
    'PS5が欲しい。',
    'HTML/CSSを学ぶ。',
    'S/M/Lサイズがある。',
    'AM10:00〜PM8:00です。',
    'TOEICで900点。',
  ])('are Japanese with the word they touch: %s', (text) => {
    expect(languages(text)).toEqual([`ja:${text}`]);
  });

  it.each<[string, string[]]>([
    ['YouTube에서 봤어요.', ['en:YouTube', 'ko:에서 봤어요.']],
    ['iPhoneは高い。', ['en:iPhone', 'ja:は高い。']],
    ['LOVEを歌う。', ['en:LOVE', 'ja:を歌う。']],
    ['ON/OFFを切る。', ['en:ON/OFF', 'ja:を切る。']],
    ['COVID-19는 끝났다.', ['en:COVID-19', 'ko:는 끝났다.']],
    ['AI 기술을 배워요.', ['en:AI', 'ko:기술을 배워요.']],
    ['我的AI很好。', ['zh:我的', 'en:AI', 'zh:很好。']],
    ['佢哋嘅AI唔係好快。', ['yue:佢哋嘅', 'en:AI', 'yue:唔係好快。']],
  ])('are left to English as words, apart, or in Chinese: %s', (text, expected) => {
    expect(languages(text)).toEqual(expected);
  });

  it('say so among the rules of their span, once', () => {
    const text = 'AIとCEOとPDFの話。';
    const [detected] = [...detectText(text, 'auto')].flatMap((one) => one?.sentences ?? []);
    expect(joinInitials(text, detected?.spans ?? []).map(({ rule }) => rule)).toEqual([
      'kana; han:okurigana; latin:initials',
    ]);
  });
});
