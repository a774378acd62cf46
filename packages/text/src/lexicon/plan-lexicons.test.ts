import type { LexiconEntry } from '@lector/contract';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { LIMIT as limit, realFrontend } from '../plan.fixture.js';
import type { Frontend } from '../plan.js';
import { compileLexicons } from './compile-lexicons.js';

let frontend: Frontend;
beforeAll(async () => {
  frontend = await realFrontend();
});

const ENTRIES: readonly LexiconEntry[] = [
  { graphemes: ['Qin'], phoneme: 'tʃˈin', alphabet: 'ipa' },
  { graphemes: ['Ross'], phoneme: 'ɹˈɔs', alphabet: 'ipa' },
  { graphemes: ['Nguyen'], alias: 'new yen' },
  { graphemes: ['Dr. No'], alias: 'Doctor Know' },
  { graphemes: ['km'], alias: 'klicks' },
  { graphemes: ['重庆'], phoneme: 'chong2 jing4', alphabet: 'x-pinyin' },
  { graphemes: ['重慶'], phoneme: 'cung5 hing3', alphabet: 'x-jyutping' },
  { graphemes: ['行'], phoneme: 'ゆ', alphabet: 'x-kana' },
  { graphemes: ['박'], phoneme: 'pʰak̚', alphabet: 'ipa', language: 'ko' },
  { graphemes: ['방송'], phoneme: '빵송', alphabet: 'x-hangul' },
  { graphemes: ['철수'], alias: '영수' },
  { graphemes: ['PyTorch'], alias: '派托奇', language: 'zh' },
  { graphemes: ['e.g.'], alias: '例如', language: 'zh' },
];
const spans = (text: string, entries = ENTRIES) =>
  frontend
    .plan(text, {
      language: 'auto',
      limit,
      findPins: compileLexicons([{ name: 'names@3', lexicon: { entries: [...entries] } }]),
    })
    .segments.flatMap((one) => one.spans);
const heard = (text: string) => spans(text).map(({ source, ipa }) => [source, ipa]);
const ended = (text: string) => fixed(text, ENDED);
const fixed = (text: string, entries = ENTRIES) =>
  spans(text, entries)
    .filter(({ rule }) => rule === 'lexicon:names@3')
    .map(({ source, ipa }) => [source, ipa]);

const ENDED: readonly LexiconEntry[] = [
  { graphemes: ['NASA'], alias: 'N A S A' },
  { graphemes: ['CEO'], phoneme: 'tʃˈif', alphabet: 'ipa' },
  { graphemes: ['GPU'], alias: 'graphics box' },
  { graphemes: ['PDF'], alias: 'portable document!' },
  { graphemes: ['Qin'], phoneme: 'Qín', alphabet: 'x-pinyin', language: 'en' },
  { graphemes: ['Toyota'], phoneme: 'トヨタ', alphabet: 'x-kana', language: 'en' },
  { graphemes: ['Ho'], phoneme: 'hok6', alphabet: 'x-jyutping', language: 'en' },
  { graphemes: ['Zed'], alias: 'トヨタ' },
];

describe('a word of a lexicon', () => {
  it('of several words is not meant where a pause or another voice stands in it', () => {
    expect(fixed('I saw Dr. No.').length).toBe(1);
    expect(fixed('I saw Dr.[pause:300ms] No.')).toEqual([]);
    expect(fixed('I saw Dr. [voice:theo]No.')).toEqual([]);
    expect(fixed('I saw[pause:300ms] Dr. No[pause:300ms] here.').length).toBe(1);
  });

  it('has the s of its possessive, and of the plural of its capitals, by the sound its reading ends in', () => {
    expect(ended("NASA's plan, two NASAs and all NASAs' own")).toEqual([
      ["NASA's", 'ˌɛnˌeɪˌɛsˈeɪz'],
      ['NASAs', 'ˌɛnˌeɪˌɛsˈeɪz'],
      ['NASAs', 'ˌɛnˌeɪˌɛsˈeɪz'],
    ]);
    expect(ended("A CEO's car. The CEOs met. A GPU’s fan. My GPUs. A PDF's size.")).toEqual([
      ["CEO's", 'tʃˈifs'],
      ['CEOs', 'tʃˈifs'],
      ['GPU’s', 'ɡɹˈæfəks bˈɑksᵻz'],
      ['GPUs.', 'ɡɹˈæfəks bˈɑksᵻz.'],
      ["PDF's", 'pˈɔɹɾəbᵊl dˈɑkjəmənts'],
    ]);
    expect(ended('NASAS Gpus CEOsa')).toEqual([]);
  });

  it('has it behind readings of other languages, as one word with them', () => {
    expect(ended("Qin's army, Ho's and Toyota’s cars, Zed's.")).toEqual([
      ["Qin's", 'tɕʰin˧˥z'],
      ["Ho's", 'hɔk˨s'],
      ['Toyota’s', 'tojotaz'],
      ["Zed's.", 'tojotaz.'],
    ]);
    expect(ended("我喜欢Qin's歌。")).toEqual([["Qin's", 'tɕʰin˧˥z']]);
    // A pause parts them.
    expect(ended("Qin[pause:1s]'s")).toEqual([['Qin', 'tɕʰin˧˥']]);
  });

  it('is heard as it says, among words read as they would be without it', () => {
    expect(heard('我住在重庆市，你呢？')).toEqual([
      ['我住在', 'wo˨˩˦ ʈʂu˥˩tsai˥˩'],
      ['重庆', 'ʈʂʰʊŋ˧˥tɕiŋ˥˩'],
      ['市，你呢？', 'ʂɻ̩˥˩, ni˨˩˦ nɤ?'],
    ]);
    expect(heard('我喺重慶。')).toEqual([
      ['我喺', 'ŋɔ˩˧ hɐi˧˥'],
      ['重慶。', 'tsʰʊŋ˩˧hɪŋ˧.'],
    ]);
    expect(heard('The Qin-Han period.')).toEqual([
      ['The', 'ðə'],
      ['Qin', 'tʃˈin'],
      ['-Han period.', 'hˈɑn pˈɪɹiəd.'],
    ]);
  });

  it('keeps the endings that are written to it', () => {
    expect(fixed("Qin's and Ross's and Nguyen's.")).toEqual([
      ["Qin's", 'tʃˈinz'],
      ["Ross's", 'ɹˈɔsᵻz'],
      ["Nguyen's.", 'nˈu jˈɛnz.'],
    ]);
    expect(fixed('明日行きます。')).toEqual([['行きます。', 'jɯkʲimasɨ.']]);
    expect(fixed('박이 왔다. 박과 철수는 방송을 본다.')).toEqual([
      ['박이', 'pʰaɡi'],
      ['박과', 'pʰak̚k͈wa'],
      ['철수는', 'jʌŋsunɯn'],
      ['방송을', 'p͈aŋsoŋɯl'],
    ]);
  });

  it('is not cut and not read with a number beside it, unless other words say how', () => {
    expect(heard('We met Dr. No.').at(-1)).toEqual(['Dr. No.', 'dˈɑktəɹ nˈoʊ.']);
    expect(fixed('He ran 3 km today.')).toEqual([['3 km', 'θɹˈi klˈɪks']]);
  });

  it('in Latin letters is also one of the language around it', () => {
    expect(fixed('我用PyTorch训练模型。')).toEqual([['PyTorch', 'pʰai˥˩ tʰwo˥ tɕʰi˧˥']]);
    expect(fixed('I use PyTorch here.')).toEqual([]);
  });

  it('in pinyin has the sandhi of third tones, in itself and with the words beside it', () => {
    const said = (text: string, ...entries: readonly (readonly [string, string])[]) =>
      frontend
        .plan(text, {
          language: 'zh',
          limit,
          findPins: compileLexicons([
            {
              name: 'l',
              lexicon: {
                entries: entries.map(([word, phoneme]) => ({ graphemes: [word], phoneme, alphabet: 'x-pinyin' })),
              },
            },
          ]),
        })
        .segments.flatMap((one) => one.spans.map(({ ipa }) => ipa));
    expect(said('你好吗？', ['你好', 'ni3 hao3'])).toEqual(['ni˧˥xau˨˩˦', 'ma?']);
    expect(said('好久不见。', ['好', 'hǎo'], ['久', 'jiǔ'])).toEqual(['xau˧˥', 'tɕjou˨˩˦', 'pu˧˥tɕjɛn˥˩.']);
    expect(said('我你好。', ['你', 'ni3'])).toEqual(['wo˨˩˦', 'ni˧˥', 'xau˨˩˦.']);
    // The tones of 一 and 不 beside it follow from it, and what it cuts in two keeps its sound.
    expect(said('一行代码。', ['行', 'hang2'])).toEqual(['i˥˩', 'xaŋ˧˥', 'tai˥˩ma˨˩˦.']);
    expect(said('不行。', ['行', 'xing4'])).toEqual(['pu˧˥', 'ɕiŋ˥˩.']);
    expect(said('我买GPT。', ['GPT', 'ji3 pi3'])).toContain('tɕi˧˥pʰi˨˩˦.');
  });

  it('and the number joined to it are one name, read in its language', () => {
    expect(heard('我用PyTorch-4训练。')).toEqual([
      ['我用', 'wo˨˩˦ jʊŋ˥˩'],
      ['PyTorch-', 'pʰai˥˩ tʰwo˥ tɕʰi˧˥'],
      ['4', 'sɹ̩˥˩'],
      ['训练。', 'ɕyn˥˩ljɛn˥˩.'],
    ]);
    expect(heard('重庆-19很好，现在-5℃。').map(([, ipa]) => ipa)).toEqual([
      'ʈʂʰʊŋ˧˥tɕiŋ˥˩',
      'ʂɻ̩˧˥tɕjou˨˩˦ xən˧˥xau˨˩˦, ɕjɛn˥˩tsai˥˩ liŋ˧˥ɕja˥˩ u˨˩˦ ʂɤ˥˩ʂɻ̩˥˩ tu˥˩.',
    ]);
    expect(heard('佢去重慶-19呀。').at(-1)).toEqual(['-19呀。', 'sɐp˨kɐu˧˥ a˧.']);
    // English around it stays English.
    expect(heard('The Qin-3 ship.').at(-1)).toEqual(['-3 ship.', 'θɹˈi ʃˈɪp.']);
  });

  it('that does not hold where it stands changes nothing there', () => {
    const text = 'Fruit, e.g. apples, is good.';
    const plain = frontend.plan(text, { language: 'auto', limit }).segments.flatMap((one) => one.spans);
    expect(spans(text)).toEqual(plain);
  });

  it('of any lexicon that was taken is read in any text: nothing is refused behind the check', () => {
    const piece = fc.constantFrom(
      'Qin',
      "'s",
      ' ',
      '重',
      '庆',
      '行',
      'く',
      '박',
      '은',
      'カ',
      '. ',
      '\n',
      '5',
      '☂',
      'é',
      '佢',
      '漢字(かんじ)',
      '😀',
    );
    const string = fc.array(piece, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('').trim());
    const reading = fc.constantFrom<Partial<LexiconEntry>>(
      { alias: '東京' },
      { alias: 'new yen 5' },
      { alias: '강' },
      { phoneme: 'pak̚', alphabet: 'ipa' },
      { phoneme: 'pei˨˩˦', alphabet: 'ipa', language: 'zh' },
      { phoneme: 'わ', alphabet: 'x-kana' },
      { phoneme: 'xing2', alphabet: 'x-pinyin' },
      { phoneme: 'hong4', alphabet: 'x-jyutping', language: 'en' },
      { phoneme: '낙', alphabet: 'x-hangul' },
    );
    const entries = fc.array(
      fc.tuple(string, reading).map(([grapheme, one]) => ({ graphemes: [grapheme || 'x'], ...one })),
      { minLength: 1, maxLength: 6 },
    );
    const texts = fc.array(piece, { minLength: 1, maxLength: 20 }).map((parts) => `${parts.join('')} a`);
    fc.assert(
      fc.property(texts, entries, (text, list) => {
        const findPins = compileLexicons([{ name: 'l', lexicon: { entries: list } }]);
        const { segments } = frontend.plan(text, { language: 'auto', limit, findPins });
        const points = [...text];
        let at = 0;
        for (const { start, end, source, words, ipa } of segments.flatMap((one) => one.spans)) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(source).toBe(points.slice(start, end).join(''));
          at = end;
          for (const word of words) {
            expect(word.start >= start && word.end <= end).toBe(true);
            expect(ipa.slice(word.ipaStart, word.ipaEnd)).toMatch(/^\S(?:.*\S)?$/u);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
