import { LectorError, type Lexicon, type LexiconEntry } from '@lector/contract';
import { describe, expect, it } from 'vitest';
import { checkLexicon } from './check-lexicon.js';

function refusal(entries: readonly LexiconEntry[], more: Omit<Lexicon, 'entries'> = {}): LectorError | undefined {
  try {
    checkLexicon({ ...more, entries: [...entries] });
  } catch (error) {
    if (error instanceof LectorError) return error;
    throw error;
  }
  return undefined;
}
const wrong = (entries: readonly LexiconEntry[], more: Omit<Lexicon, 'entries'> = {}) =>
  refusal(entries, more)?.errors.map(({ pointer, detail }) => [pointer, detail]) ?? [];
const ipa = (phoneme: string, more: Partial<LexiconEntry> = {}): LexiconEntry => ({
  graphemes: ['w'],
  phoneme,
  alphabet: 'ipa',
  ...more,
});

describe('a lexicon', () => {
  it('is taken with readings in any notation and aliases in any language', () => {
    expect(
      wrong([
        { graphemes: ['Qin', 'qin'], phoneme: '/ˈtʃɪn/', alphabet: 'ipa' },
        { graphemes: ['重庆'], phoneme: 'Chóngqìng', alphabet: 'x-pinyin' },
        { graphemes: ['重慶'], phoneme: 'cung4 hing3', alphabet: 'x-jyutping' },
        { graphemes: ['渡邉'], phoneme: 'わたなべ', alphabet: 'x-kana' },
        { graphemes: ['漢字'], phoneme: '한자', alphabet: 'x-hangul' },
        { graphemes: ['NASA'], alias: 'national space agency' },
        { graphemes: ['都'], alias: '東京都' },
        { graphemes: ['℃'], alias: '섭씨도' },
      ]),
    ).toEqual([]);
  });

  it('is refused with a pointer to each reading that is not in its notation', () => {
    expect(
      wrong([
        ipa('chin!'),
        { graphemes: ['b'], phoneme: 'beijing', alphabet: 'x-pinyin' },
        { graphemes: ['c'], phoneme: 'Peking', alphabet: 'x-kana' },
        { graphemes: ['d'], alias: '—…' },
        { graphemes: ['e'], alias: 'Ελλάδα' },
        { graphemes: ['f'], alias: 'Tokyo 도쿄' },
        { graphemes: ['\u200b'], alias: 'x' },
      ]),
    ).toEqual([
      ['/entries/0/phoneme', 'is not in the International Phonetic Alphabet'],
      ['/entries/1/phoneme', 'is not pinyin that can be read'],
      ['/entries/2/phoneme', 'is not kana that can be read'],
      ['/entries/3/alias', 'needs a letter or a digit'],
      ['/entries/4/alias', 'letters of the script Greek have no language here'],
      ['/entries/5/alias', 'other words are read in one language, these hold en and ko: part them'],
      ['/entries/6/graphemes/0', 'holds no character that a text could be compared with'],
    ]);
  });

  it('may have tones in IPA only where they are those of the language it holds in', () => {
    expect(wrong([ipa('pei˨˩˦', { language: 'zh' })])).toEqual([]);
    expect(wrong([ipa('pei˨˩˦')], { language: 'zh' })).toEqual([]);
    expect(wrong([ipa('pei˩˥')], { language: 'zh' })[0]?.[1]).toMatch(/^the tone ˩˥ is none of zh/);
    for (const language of ['en', 'ja', 'ko'] as const) {
      expect(wrong([ipa('pei'), ipa('a˥˩', { language })])).toEqual([
        ['/entries/1/phoneme', `${language} has no tones, and here is ˥˩`],
      ]);
    }
    expect(wrong([ipa('pei˨˩˦')])[0]?.[1]).toMatch(/name it in `language`/);
  });

  it('has no word twice in the same language and capitals', () => {
    const word = (grapheme: string, more: Partial<LexiconEntry> = {}): LexiconEntry => ({
      graphemes: [grapheme],
      alias: 'x',
      ...more,
    });
    expect(wrong([word('US'), word('us')])).toEqual([
      [
        '/entries/1/graphemes/0',
        'is the same word, in the same language and capitals, as that of /entries/0/graphemes/0',
      ],
    ]);
    expect(wrong([word('ＵＳ', { case: 'exact' }), word('US', { case: 'exact' })])).toHaveLength(1);
    expect(wrong([word('US', { case: 'exact' }), word('us', { case: 'exact' }), word('us')])).toEqual([]);
    expect(wrong([word('us', { language: 'en' }), word('us', { language: 'ja' }), word('us')])).toEqual([]);
    expect(wrong([word('us', { language: 'en' }), word('us')], { language: 'en' })).toHaveLength(1);
    expect(wrong([{ graphemes: ['us', 'US'], alias: 'x' }])).toEqual([]);
  });

  it('is refused with the first twenty places, how many more there are, and none of its words', () => {
    const error = refusal(Array.from({ length: 57 }, (_, at) => ipa('SECRET', { graphemes: [`w${at}`] })));
    expect(error?.code).toBe('invalid_lexicon');
    expect(error?.errors).toHaveLength(21);
    expect(error?.errors.at(-1)?.detail).toBe('and 37 more');
    expect(error?.message).toMatch(/^the lexicon cannot be read: \/entries\/0\/phoneme is .* \[problems=57\]$/);
    expect(JSON.stringify([error?.message, error?.errors])).not.toMatch(/SECRET|w0/);
  });
});
