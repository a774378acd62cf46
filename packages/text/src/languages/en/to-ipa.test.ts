import { beforeAll, describe, expect, it } from 'vitest';
import { loadEnglish } from '../../../../dictionaries/src/english.js';
import { alone, createPronouncer, type Pronouncer } from './pronounce.js';
import { sentenceIpa } from './to-ipa.js';

let pronounce: Pronouncer;
beforeAll(async () => {
  pronounce = createPronouncer(await loadEnglish());
});
const ipa = (spoken: string): string => sentenceIpa(spoken, pronounce).ipa;

describe('a sentence as IPA', () => {
  it('puts the stress mark before the vowel and keeps punctuation', () => {
    expect(ipa('Hello, world!')).toBe('həlˈoʊ, wˈɜɹld!');
  });

  it('says the, to and their kind by what follows', () => {
    expect(ipa('the dog')).toBe('ðə dˈɔɡ');
    expect(ipa('the apple')).toBe('ði ˈæpᵊl');
    expect(ipa('the hour')).toBe('ði ˈaʊəɹ');
    expect(ipa('to eat')).toBe('tʊ ˈit');
    expect(ipa('to go')).toBe('tə ɡˈoʊ');
    expect(ipa('I want to.')).toBe('ˌaɪ wˈɑnt tu.');
  });

  it('lets auxiliaries be weak inside a phrase and full at its end', () => {
    expect(ipa('I can swim. Yes, you can.')).toBe('ˌaɪ kæn swˈɪm. jˈɛs, ju kˈæn.');
  });

  it('reads the same spelling by its neighbours', () => {
    expect(ipa('the record')).toBe('ðə ɹˈɛkəɹd');
    expect(ipa('will record')).toBe('wɪl ɹəkˈɔɹd');
    expect(ipa('to use it')).toBe('tə jˈuz ɪt');
    expect(ipa('no use')).toBe('nˈoʊ jˈus');
    expect(ipa('they used to live')).toBe('ðeɪ jˈust tə lˈɪv');
    expect(ipa('live music')).toBe('lˈaɪv mjˈuzɪk');
    expect(ipa('I have read it')).toBe('ˌaɪ hæv ɹˈɛd ɪt');
    expect(ipa('I will read it')).toBe('ˌaɪ wɪl ɹˈid ɪt');
    expect(ipa('new records')).toBe('nˈu ɹˈɛkəɹdz');
  });

  it('strings letters together with the stress on the last', () => {
    expect(ipa('the U S A')).toBe('ðə jˌuˌɛsˈeɪ');
    expect(ipa("two C P U's")).toBe('tˈu sˌipˌijˈuz');
  });

  it('tells the letter A from the article, and the pronoun I from the letter', () => {
    expect(ipa('A dog')).toBe('ɐ dˈɔɡ');
    expect(ipa('plan A is good')).toBe('plˈæn ˈeɪ ɪz ɡˈʊd');
    expect(ipa('I think')).toBe('ˌaɪ θˈɪŋk');
    expect(ipa('I T')).toBe('ˌaɪtˈi');
  });

  it('takes curly apostrophes for straight ones', () => {
    expect(ipa('don’t')).toBe(ipa("don't"));
  });

  it('gives hyphenated words one main stress, numbers both', () => {
    expect(ipa('well-known')).toBe('wˌɛlnˈoʊn');
    expect(ipa('an e-mail')).toBe('ɐn ˈimˌeɪl');
    expect(ipa('twenty-six')).toBe('twˈɛnti sˈɪks');
  });

  it('keeps one mark of several, the strongest', () => {
    expect(ipa('Really?!... yes')).toBe('ɹˈili? jˈɛs');
    expect(ipa('… go')).toBe('ɡˈoʊ');
  });

  it('reads digits it should never be given rather than losing them', () => {
    expect(ipa('gate 7')).toBe('ɡˈeɪt sˈɛvən');
  });
});

describe('words the dictionary lacks', () => {
  const source = (word: string) => pronounce(word, alone(word)).source;

  it('are composed of known parts first', () => {
    expect(source('misreadings')).toBe('composed');
    expect(source('unfriended')).toBe('composed');
    expect(source('moonlighter')).toBe('composed');
    expect(ipa('moonlighter')).toBe('mˈunlˌaɪɾəɹ');
  });

  it('are read by their spelling last, and never lost', () => {
    expect(source('zorbify')).toBe('spelling');
    for (const word of ['zorbify', 'ptqx', 'Szczecin', 'x'.repeat(500)]) expect(ipa(word)).not.toBe('');
  });
});
