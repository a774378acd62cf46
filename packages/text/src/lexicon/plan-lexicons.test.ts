import type { LexiconEntry } from '@lector/contract';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadEnglish } from '../../../dictionaries/src/english.js';
import { loadJapanese } from '../../../dictionaries/src/japanese.js';
import { createFrontend, type Frontend } from '../plan.js';
import type { SegmentLimit } from '../plan-types.js';
import { compileLexicons } from './compile-lexicons.js';

let frontend: Frontend;
beforeAll(async () => {
  frontend = createFrontend({ english: await loadEnglish(), japanese: await loadJapanese() });
});

const limit: SegmentLimit = { maxSize: 400, targetSize: 200, size: ({ ipa }) => ipa.length };
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
const spans = (text: string) =>
  frontend
    .plan(text, {
      language: 'auto',
      limit,
      findPins: compileLexicons([{ name: 'names@3', lexicon: { entries: [...ENTRIES] } }]),
    })
    .segments.flatMap((one) => one.spans);
const heard = (text: string) => spans(text).map(({ source, ipa }) => [source, ipa]);
const fixed = (text: string) =>
  spans(text)
    .filter(({ rule }) => rule === 'lexicon:names@3')
    .map(({ source, ipa }) => [source, ipa]);

describe('a word of a lexicon', () => {
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

  it('that does not hold where it stands changes nothing there', () => {
    const text = 'Fruit, e.g. apples, is good.';
    const plain = frontend.plan(text, { language: 'auto', limit }).segments.flatMap((one) => one.spans);
    expect(spans(text)).toEqual(plain);
  });
});
