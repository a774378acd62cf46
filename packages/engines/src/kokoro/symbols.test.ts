import * as fc from 'fast-check';
import { LANGUAGES, type Language } from '@lector/contract';
import { describe, expect, test } from 'vitest';
import { toSymbols } from './symbols.js';
import { tokensOf } from './vocabulary.js';

describe('Mandarin', () => {
  test.each([
    ['tɕin˥tʰjɛn˥ tʰjɛn˥tɕʰi˥˩ ʈʂən˥ pu˧˥tsʰwo˥˩!', 'ʨi→ntʰjɛ→n tʰjɛ→nʨʰi↘ ꭧə→n pu↗ʦʰwo↘!'],
    ['ʈʂɻ̩˥tau˥˩ sɹ̩˥˩', 'ꭧɨ→tau↘ sɨ↘'],
    ['xau˨˩˦ xau˧˩˧', 'xau↓ xau↓'],
    ['ma˥ma', 'ma→ma'],
    ['ɚ˧˥ tjaɻ˨˩˦', 'ɚ↗ tja↓ɻ'],
    ['ŋ̩˥', 'ŋ→'],
    ['t͡sʰaɪ˧˥ lɑʊ˨˩˦ ɕɥɛ˧˥ ɕjɛ˥˩ ɥɛn˧˥', 'ʦʰai↗ lau↓ ɕɥe↗ ɕje↘ ɥɛ↗n'],
  ])('%s is written %s', (ipa, symbols) => {
    expect(toSymbols(ipa, 'zh')).toBe(symbols);
  });

  test('refuses a tone the language does not have, rather than speaking another word', () => {
    expect(() => toSymbols('ma˩˥', 'zh')).toThrow(/tone/);
  });
});

describe('English', () => {
  test.each([
    ['həlˈoʊ, wˈɛlkəm', 'həlˈO, wˈɛlkəm'],
    ['dʒˈʌdʒ tʃˈɝtʃ', 'ʤˈʌʤ ʧˈɜɹʧ'],
    ['bˈɔɪ hˈaʊs tˈaɪm dˈeɪ', 'bˈY hˈWs tˈIm dˈA'],
    ['wˈɔɾɚ lˈɪɾᵊl ɹˈoʊzᵻz', 'wˈɔTəɹ lˈɪTᵊl ɹˈOzᵻz'],
    ['siː gˈoʊ', 'si ɡˈO'],
    ['bˈʌʔn', 'bˈʌtn'],
  ])('%s is written %s', (ipa, symbols) => {
    expect(toSymbols(ipa, 'en')).toBe(symbols);
  });
});

describe('Japanese', () => {
  test.each([
    ['koɲɲitɕiβa!', 'koɲɲiʨiβa!'],
    ['kʲoː βa ii teŋkʲi desɨ ne.', 'kʲoː βa ii teŋkʲi desɨ ne.'],
    ['matsɨɾʲi dʑikaɴ maʔtɕa dzo', 'maʦɨɾʲi ʥikaɴ maʔʨa ʣo'],
  ])('%s is written %s', (ipa, symbols) => {
    expect(toSymbols(ipa, 'ja')).toBe(symbols);
  });
});

describe('Korean', () => {
  test.each([
    ['annjʌŋhasejo tɕʌŋmal', 'annjʌŋhasejo ʨʌŋmal'],
    ['kuk̚p͈abɯl mʌɡʌt̚s͈ɯmnida.', 'kukppabɯl mʌɡʌtssɯmnida.'],
    ['t͈ɕin t͡ɕipɕ͈i', 'ʨʨin ʨipɕɕi'],
  ])('Korean %s is written %s: tense consonants doubled, codas as they are', (ipa, symbols) => {
    expect(toSymbols(ipa, 'ko')).toBe(symbols);
  });
});

describe('every language', () => {
  const chart =
    'abcdefhijklmnopqrstuvwxyzæçðøħŋœɐɑɒɓɔɕɖɗɘəɚɛɜɝɞɟɠɡɢɣɤɥɦɧɨɪɫɬɭɮɯɰɱɲɳɴɵɶɸɹɺɻɽɾʀʁʂʃʄʈʉʊʋʌʍʎʏʐʑʒʔʕʙʛʜʝʟʡʢβθχⱱ';
  const marks = 'ˈˌːˑʰʲʷ˞ .,!?;:\u0329\u0361\u0303\u032F';

  test('gives only symbols of the vocabulary, whatever IPA it is handed', () => {
    const ipa = fc.array(fc.constantFrom(...chart, ...marks), { maxLength: 40 }).map((letters) => letters.join(''));
    fc.assert(
      fc.property(ipa, fc.constantFrom<Language>(...LANGUAGES), (text, language) => {
        expect(() => tokensOf(toSymbols(text, language))).not.toThrow();
      }),
    );
  });

  test.each(LANGUAGES)('keeps a symbol for every single letter of the IPA chart: %s loses no sound', (language) => {
    for (const letter of chart) expect(toSymbols(letter, language), letter).not.toBe('');
  });

  test('keeps single spaces between words, none before a mark, none at the ends', () => {
    expect(toSymbols('  a \n b , c ', 'en')).toBe('a b, c');
  });

  test('refuses what is not a sound: a language room let text through', () => {
    expect(() => toSymbols('你', 'zh')).toThrow(/U\+4F60/);
    expect(() => toSymbols('7', 'en')).toThrow(/U\+0037/);
  });
});
