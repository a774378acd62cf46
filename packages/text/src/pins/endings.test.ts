import type { LexiconEntry } from '@lector/contract';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadEnglish } from '../../../dictionaries/src/english.js';
import { loadJapanese } from '../../../dictionaries/src/japanese.js';
import { compileLexicons } from '../lexicon/compile-lexicons.js';
import { createFrontend, type Frontend } from '../plan.js';
import type { SegmentLimit } from '../plan-types.js';

let frontend: Frontend;
beforeAll(async () => {
  frontend = createFrontend({ english: await loadEnglish(), japanese: await loadJapanese() });
});

const limit: SegmentLimit = { maxSize: 400, targetSize: 200, size: ({ ipa }) => ipa.length };
const heard = (text: string, entries: readonly LexiconEntry[] = []): string =>
  frontend
    .plan(text, {
      language: 'auto',
      limit,
      findPins: compileLexicons([{ name: 'names', lexicon: { entries: [...entries] } }]),
    })
    .segments.flatMap(({ spans }) => spans.map(({ ipa }) => ipa))
    .join('|');

describe('what is written to a word with a reading of its own', () => {
  it.each([
    ['田中《たなか》君が', 'tanaka|kɯɴ ɡa'],
    ['田中《たなか》様が', 'tanaka|sama ɡa'],
    ['田中《たなか》さんが', 'tanakasaɴ|ɡa'],
    ['田中《たなか》氏が', 'tanaka|ɕi ɡa'],
    ['田中《たなか》家が', 'tanaka|ke ɡa'],
    ['音楽《おんがく》家が', 'oŋɡakɯ|ka ɡa'],
    ['日本《にほん》人が', 'ɲihoɴ|dʑiɴ ɡa'],
    ['日本《にほん》語が', 'ɲihoɴ|ɡo ɡa'],
    ['渋谷《しぶや》駅が', 'ɕibɯja|ekʲi ɡa'],
    ['名古屋《なごや》市が', 'naɡoja|ɕi ɡa'],
    ['大分《おおいた》県が', 'oːita|keɴ ɡa'],
    ['府中《ふちゅう》町が', 'ɸɯtɕɨː|matɕi ɡa'],
    ['任天堂《にんてんどう》社が', 'ɲintendoː|ɕa ɡa'],
    ['早稲田《わせだ》大学が', 'βaseda|daiɡakɯ ɡa'],
    ['世界《せかい》中が', 'sekai|dʑɨː ɡa'],
  ])('has the sound it has in the sentence: %s', (text, ipa) => {
    expect(heard(text)).toBe(ipa);
  });

  it.each([
    ['｜小鳥遊《たかなし》君が', 'takanaɕi|kɯɴ ɡa'],
    ['｜月見里《やまなし》家が', 'jamanaɕi|ke ɡa'],
    ['｜John《ジョン》君が', 'dʑoɴ|kɯɴ ɡa'],
    ['<ruby>小鳥遊<rt>たかなし</rt></ruby>君が', 'takanaɕi|kɯɴ ɡa'],
  ])('is an ending where the dictionary has other words: %s', (text, ipa) => {
    expect(heard(text)).toBe(ipa);
  });

  it('is the same whoever fixes the reading, and however', () => {
    const graphemes = ['田中'];
    expect(heard('田中君が', [{ graphemes, phoneme: 'さとう', alphabet: 'x-kana' }])).toBe('satoː|kɯɴ ɡa');
    expect(heard('田中君が', [{ graphemes, phoneme: 'satoː', alphabet: 'ipa', language: 'ja' }])).toBe('satoː|kɯɴ ɡa');
    expect(heard('田中君が', [{ graphemes, alias: 'さとう' }])).toBe('satoː|kɯɴ ɡa');
    expect(heard('田中君が', [{ graphemes, alias: '佐藤' }])).toBe('satoː|kɯɴ ɡa');
    expect(heard('John様が', [{ graphemes: ['John'], phoneme: 'ジョン', alphabet: 'x-kana' }])).toBe('dʑoɴ|sama ɡa');
  });

  it('is one word of the timings, with the particle apart', () => {
    const { segments } = frontend.plan('田中《たなか》君が来た。', { language: 'auto', limit });
    const words = segments.flatMap(({ spans }) => spans.flatMap((span) => span.words));
    expect(words.map(({ start, end }) => [start, end])).toEqual([
      [0, 2],
      [7, 8],
      [8, 9],
      [9, 11],
    ]);
  });
});

describe('what is written to a word in Latin letters', () => {
  it.each([
    ['Smith君が来た', 'smˈɪθ|kɯɴ ɡa kʲita'],
    ['Smith様が来た', 'smˈɪθ|sama ɡa kʲita'],
    ['Tom家の人', 'tˈɑm|ke no çito'],
    ['Web上で探す', 'wˈɛb|dʑoː de saɡasɨ'],
    ['iPhoneはいいね', 'ˈaɪfˌoʊn|βa ii ne'],
  ])('is its ending: %s', (text, ipa) => {
    expect(heard(text)).toBe(ipa);
  });

  it('is read alone where it is a word in katakana', () => {
    expect(heard('Webページを見る')).toBe('wˈɛb|peːdʑi o mʲiɾɯ');
  });
});
