import { describe, expect, it } from 'vitest';
import { refusal } from '../plan.fixture.js';
import type { Reading } from '../reading/reading.js';
import { runToEnd } from '../steps.js';
import { matchesOutsideTags } from './html-tags.js';
import { readPlainText } from './plain-text.js';
import type { IsReading } from './ruby.js';

const read = (text: string, isReading: IsReading = () => false): Reading => runToEnd(readPlainText(text, isReading));
const words = (text: string) =>
  read(text)
    .text.replaceAll(/ +/gu, ' ')
    .replaceAll(/ ?\n ?/gu, '\n')
    .trim();
/** Each pin as the text it stands on, what it is read as, and what it takes of the submitted text. */
const pins = (text: string, isReading?: IsReading) => {
  const reading = read(text, isReading);
  return reading.pins.map(({ start, end, outer, reading: how, rule }) => [
    reading.text.slice(start, end),
    how.kind === 'system' ? how.reading : how.kind === 'ipa' ? how.ipa : how.kind,
    text.slice(outer.start, outer.end),
    rule,
  ]);
};
const failure = (text: string) => refusal(() => read(text));

describe('HTML tags', () => {
  it.each([
    ['<b>bold</b>', 'bold'],
    ['a<b>b</b>c', 'a b c'],
    ['one<br>two<BR/>three<br />four', 'one\ntwo\nthree\nfour'],
    ['<p class="a b" id=x>One</p>\n<p>Two</p>', 'One\n\n\nTwo'],
    [`see <a href='https://a.example/?q=1&b=2' target=_blank>this</a>`, 'see this'],
    ['<img src="a.png" alt="x" />今天<em>天气</em>', '今天 天气'],
  ])('are left out of %j', (text, expected) => {
    expect(words(text)).toBe(expected);
  });

  it.each([
    'Press <enter> to go on',
    'if a <b and c> d',
    'List<String> and Map<K, V>',
    '3 < 5 > 2',
    'I <3 you',
    '<user@example.org>',
    '<b',
    '< b >',
  ])('are none in %j', (text) => {
    expect(read(text).text).toBe(text);
  });

  it('lead back to where they stood', () => {
    const text = '<p>𠮷</p> x <i>y</i>';
    const { text: readable, map } = read(text);
    for (const character of ['𠮷', 'x', 'y']) {
      const at = readable.indexOf(character);
      expect(map.start(at)).toBe(text.indexOf(character));
      expect(map.end(at + character.length)).toBe(text.indexOf(character) + character.length);
    }
  });

  it('are left out in steps', () => {
    expect([...readPlainText('<p>x</p>'.repeat(5_000), () => false)].length).toBeGreaterThan(5);
  });

  it('are told from the text between them', () => {
    for (const text of ['x<p>', '<p>x<p>', '<p>x', 'x', '<x>']) expect(matchesOutsideTags(text, /x/u), text).toBe(true);
    for (const text of ['<p class="x">', '<b></b>', '']) expect(matchesOutsideTags(text, /[xb]/u), text).toBe(false);
  });
});

describe('tags in square brackets', () => {
  it('pause, and leave no letter behind', () => {
    const { text, cuts } = read('One[pause:1.2s]two [PAUSE: 300 ms] three');
    expect(text).toBe('One two   three');
    expect(cuts).toEqual([
      { at: 4, pauseMs: 1200 },
      { at: 9, pauseMs: 300 },
    ]);
  });

  it('change the voice until the next does, `default` being the one of the request', () => {
    const { text, styles } = read('A [voice:narrator]B [voice:a(2)+b]C [voice:default]D');
    expect(styles.map(({ at, style }) => [text.slice(at).trim().charAt(0), style.voice])).toEqual([
      ['A', undefined],
      ['B', 'narrator'],
      ['C', 'a(2)+b'],
      ['D', undefined],
    ]);
  });

  it('fix how a word is said', () => {
    expect(pins('The [Nguyễn](/ŋwiən/) family, [Dr. No](/dˈɑktəɹ nˈoʊ/).')).toEqual([
      ['Nguyễn', 'ŋwiə\u006e', '[Nguyễn](/ŋwiən/)', 'inline:ipa'],
      ['Dr\ufffc No', 'dˈɑktəɹ nˈoʊ', '[Dr. No](/dˈɑktəɹ nˈoʊ/)', 'inline:ipa'],
    ]);
    expect(read('The [Nguyễn](/ŋwiən/) family').text).toBe('The Nguyễn family');
  });

  it.each(['[pause]', '[pause:soon]', '[Voice: John] Hello! [voice:]', '[1] and [2]', '[word](/IPÄ 北/)', '[a](b) ['])(
    'are none in %j',
    (text) => {
      expect(read(text).text.replace('Hello', 'Hello')).toBe(
        text.startsWith('[Voice: John]') ? '  Hello! [voice:]' : text,
      );
    },
  );

  it('are text behind a backslash, which is not read', () => {
    const { text, cuts, map } = read(String.raw`Write \[pause:1s] here`);
    expect(text).toBe('Write [pause:1s] here');
    expect(cuts).toEqual([]);
    expect(map.start(text.indexOf('pause'))).toBe(8);
  });

  it('refuse a pause of more than ten seconds, and minutes of silence in a short text', () => {
    expect(failure('Hello 𠮷 [pause:11s]')).toMatchObject({
      code: 'invalid_markup',
      errors: [{ pointer: '/text', detail: 'a pause is at most 10 s (code point 8)' }],
    });
    expect(failure('a [pause:10s]'.repeat(7))?.code).toBe('invalid_markup');
    expect(failure('a [pause:10s]'.repeat(5))).toBeUndefined();
  });
});

describe('ruby', () => {
  it.each([
    ['<ruby>漢字<rt>かんじ</rt></ruby>を', '漢字を', '漢字', 'かんじ'],
    ['<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>を', '漢字を', '漢字', 'かんじ'],
    ['<ruby>東<rt>とう</rt>京<rt>きょう</rt></ruby>へ', '東京へ', '東京', 'とうきょう'],
    ['<ruby><rb>東</rb><rb>京</rb><rt>とう</rt><rt>きょう</rt></ruby>へ', '東京へ', '東京', 'とうきょう'],
    ['<ruby class="x">\n  漢字\n  <rt>かんじ</rt>\n</ruby>を', '漢字を', '漢字', 'かんじ'],
    ['<ruby>汉<rt>hàn</rt>字<rt>zì</rt></ruby>', '汉字', '汉字', 'hàn zì'],
    ['<ruby>漢<rt>ㄏㄢˋ</rt>字<rt>ㄗˋ</rt></ruby>', '漢字', '漢字', 'ㄏㄢˋ ㄗˋ'],
    ['私は漢字《かんじ》を', '私は漢字を', '漢字', 'かんじ'],
    ['私は｜お手紙《おてがみ》を', '私はお手紙を', 'お手紙', 'おてがみ'],
    ['行《い》く', '行く', '行', 'い'],
    ['汉字(hànzì)很难', '汉字很难', '汉字', 'hànzì'],
    ['西安(xi1an1)很大', '西安很大', '西安', 'xi1an1'],
    ['佢哋(keoi5 dei6)', '佢哋', '佢哋', 'keoi5 dei6'],
    ['黃(wong4)先生', '黃先生', '黃', 'wong4'],
    ['銀行(ngan4 hong4)', '銀行', '銀行', 'ngan4 hong4'],
    ['人(jan4)好多', '人好多', '人', 'jan4'],
    ['漢字(한자)를', '漢字를', '漢字', '한자'],
    ['写汉字（hàn zì）很难', '写汉字很难', '汉字', 'hàn zì'],
  ])('of %j is the reading of its word and no text', (text, readable, word, reading) => {
    expect(read(text).text).toBe(readable);
    expect(pins(text).map((pin) => pin.slice(0, 2))).toEqual([[word, reading]]);
  });

  it('covers the submitted text from the word to the end of its reading', () => {
    expect(pins('私は漢字《かんじ》を<ruby>読<rt>よ</rt></ruby>む').map((pin) => pin[2])).toEqual([
      '漢字《かんじ》',
      '<ruby>読<rt>よ</rt></ruby>',
    ]);
  });

  it('in round brackets is one where the dictionary says that it can be', () => {
    const known: IsReading = (word, kana) => (word === '港区' && kana === 'みなとく') || word === '漢字';
    expect(pins('東京都港区(みなとく)の漢字（かんじ）', known).map((pin) => pin.slice(0, 2))).toEqual([
      ['港区', 'みなとく'],
      ['漢字', 'かんじ'],
    ]);
    expect(read('最後(たぶん)だ', known).text).toBe('最後(たぶん)だ');
  });

  it('that is no reading is left out, and noted', () => {
    const { text, pins: found, notes } = read('<ruby>東京<rt>Tokyo</rt></ruby>へ');
    expect([text, found, notes.map(({ reason }) => reason)]).toEqual(['東京へ', [], ['not_a_reading']]);
  });

  it.each([
    '我看了《红楼梦》',
    '看《となりのトトロ》吧',
    '我很喜欢看动画《ナルト》。',
    '佢唱《レモン》同《さくら》好好聽',
    '《かんじ》',
    '英语(English)很难',
    'かな(カナ)',
    '<ruby>漢字<rt>かんじ',
    '価格(2026)',
  ])('is none in %j', (text) => {
    expect(read(text).pins).toEqual([]);
    expect(read(text).text.replaceAll(/\s/gu, '')).toBe(text.replaceAll(/<[^>]+>/gu, ''));
  });
});

describe('the way back', () => {
  it('shows the text without its markup, a code point for each', () => {
    const text = '私は漢字《かんじ》を[pause:1s]読む';
    const { map } = read(text);
    const shown = map.shown(0, text.length);
    expect([...shown]).toHaveLength([...text].length);
    expect(shown.replaceAll('\u2060', '')).toBe('私は漢字を 読む');
  });
});

describe('Markdown links', () => {
  it.each([
    ['[ここ](https://x.jp/a_b)を見る', 'ここを見る'],
    ['看[这里](./a.md "标题")和![图片](img/a.png)', '看这里和图片'],
    ['[write](mailto:a@b.c) or [jump](#top)', 'write or jump'],
    ['see [the docs](/docs/intro/) or [about](/about/)', 'see the docs or about'],
    ['f[x](y) and [he](or she)', 'f[x](y) and [he](or she)'],
    ['[](https://x.jp/) [a](https://', '[](https://x.jp/) [a](https://'],
  ])('%s is read as %s', (text, expected) => {
    expect(words(text)).toBe(expected);
  });
});
