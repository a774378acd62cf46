import { LectorError, type LexiconEntry } from '@lector/contract';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPls } from './read-pls.js';
import { writePls } from './write-pls.js';

const pls = (lexemes: string, attributes = 'version="1.0" alphabet="ipa" xml:lang="en-US"') =>
  `<?xml version="1.0"?>\n<lexicon xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" ${attributes}>\n${lexemes}\n</lexicon>`;
const refused = (xml: string): readonly string[] => {
  try {
    readPls(xml);
  } catch (error) {
    if (error instanceof LectorError && error.code === 'invalid_lexicon')
      return error.errors.map(({ detail }) => detail.replaceAll(/, code point \d+/gu, ''));
    throw error;
  }
  return [];
};

describe('a PLS document', () => {
  it('gives an entry for each lexeme, with all its spellings', () => {
    const xml = pls(`
      <meta name="author" content="x"/><metadata><rdf:RDF xmlns:rdf="y"><a>any</a></rdf:RDF></metadata>
      <!-- a name -->
      <lexeme xml:id="qin"><grapheme>Qin</grapheme><grapheme> Ch'in </grapheme><phoneme>tʃˈɪn</phoneme><example>The Qin.</example></lexeme>
      <lexeme><grapheme>AT&amp;T</grapheme><alias><![CDATA[a t and t]]></alias></lexeme>
      <lexeme><grapheme>重庆</grapheme><phoneme alphabet="x-pinyin">chong2 qing4</phoneme></lexeme>`);
    expect(readPls(xml)).toEqual({
      language: 'en',
      entries: [
        { graphemes: ['Qin', "Ch'in"], phoneme: 'tʃˈɪn', alphabet: 'ipa' },
        { graphemes: ['AT&T'], alias: 'a t and t' },
        { graphemes: ['重庆'], phoneme: 'chong2 qing4', alphabet: 'x-pinyin' },
      ],
    });
  });

  it('has the attributes of Lector by their name space, whatever their prefix', () => {
    const own = 'urn:lector:lexicon';
    const read = (lexeme: string, root = '') =>
      readPls(
        pls(
          `<lexeme ${lexeme}><grapheme>US</grapheme><alias>x</alias></lexeme>`,
          `version="1.0" xml:lang="en" ${root}`,
        ),
      ).entries[0];
    const entry = { graphemes: ['US'], alias: 'x', language: 'ko', case: 'exact' };
    for (const prefix of ['lector', 'l', 'x-1']) {
      const attributes = `${prefix}:language="ko" ${prefix}:case="exact"`;
      expect(read(attributes, `xmlns:${prefix}="${own}"`)).toEqual(entry);
      expect(read(`xmlns:${prefix}="${own}" ${attributes}`)).toEqual(entry);
    }
    // Somebody else's, and none.
    const bare = { graphemes: ['US'], alias: 'x' };
    expect(read('lector:language="ko" lector:case="exact"', 'xmlns:lector="urn:other"')).toEqual(bare);
    expect(read('xmlns:l="urn:other" l:case="exact"', `xmlns:l="${own}"`)).toEqual(bare);
    expect(read('language="ko" case="exact"')).toEqual(bare);
    const wrong = pls('<lexeme lector:case="exact"><grapheme>a</grapheme><alias>b</alias></lexeme>');
    expect(refused(wrong)[0]).toMatch(/^the prefix lector has no name space/);
    expect(refused(wrong.replace('<lexicon', `<lexicon xmlns:lector="${own}"`).replace('exact', 'Exact'))[0]).toMatch(
      /^case is any or exact/,
    );
  });

  it('gives the pronunciation it prefers, else the first', () => {
    const read = (readings: string) => readPls(pls(`<lexeme><grapheme>w</grapheme>${readings}</lexeme>`)).entries[0];
    expect(read('<phoneme>a</phoneme><phoneme>e</phoneme>')?.phoneme).toBe('a');
    expect(read('<phoneme>a</phoneme><alias prefer="true">x</alias><phoneme prefer="true">e</phoneme>')?.alias).toBe(
      'x',
    );
  });

  it('is refused with line and column of each thing that cannot be read', () => {
    const xml = pls(`<lexeme role="verb"><grapheme>a</grapheme><phoneme>a</phoneme></lexeme>
<lexeme><grapheme>b</grapheme><phoneme alphabet="x-sampa">b</phoneme></lexeme>
<lexeme><grapheme>c</grapheme></lexeme>
<word/>`);
    expect(refused(xml)).toEqual([
      'roles are not read: words are not told apart by their part of speech (line 3, column 1)',
      'alphabet is one of ipa, x-pinyin, x-jyutping, x-kana, x-hangul (line 4, column 31)',
      'a lexeme needs a phoneme or an alias (line 5, column 1)',
      '<word> does not stand in <lexicon> of a PLS (line 6, column 1)',
    ]);
  });

  it('is refused for its readings too, at their places', () => {
    expect(
      refused(
        pls(
          `<lexeme><grapheme>a</grapheme>\n<phoneme>!</phoneme></lexeme><lexeme><grapheme>A</grapheme><alias>x</alias></lexeme>`,
        ),
      ),
    ).toEqual([
      'is not in the International Phonetic Alphabet (line 4, column 1)',
      'is the same word, in the same language and capitals, as that of line 3, column 9 (line 4, column 38)',
    ]);
    expect(refused(pls(`<lexeme><grapheme>${'a'.repeat(101)}</grapheme><alias>x</alias></lexeme>`))).toHaveLength(1);
    expect(refused(pls(''))).toHaveLength(1);
  });

  it('with a document type, a processing instruction, another version or language, or too deep, is refused', () => {
    const one = '<lexeme><grapheme>a</grapheme><alias>b</alias></lexeme>';
    expect(refused(pls(one))).toEqual([]);
    expect(refused(`<!DOCTYPE lexicon [<!ENTITY a "b">]>${pls(one).slice(22)}`)[0]).toMatch(/document types/);
    expect(refused(pls(`<?run it?>${one}`))[0]).toMatch(/processing instructions/);
    expect(refused(pls(one, 'version="2.0" xml:lang="en"'))[0]).toMatch(/version/);
    expect(refused(pls(one, 'version="1.0" xml:lang="fr"'))[0]).toMatch(/xml:lang/);
    expect(refused(pls(`<metadata>${'<a>'.repeat(40)}${'</a>'.repeat(40)}</metadata>${one}`))[0]).toMatch(/deep/);
    expect(refused(`<speak>${one}</speak>`)[0]).toMatch(/<speak> does not stand at the top/);
    expect(refused('<lexicon')).toHaveLength(1);
    expect(refused(' '.repeat(3_000_000))[0]).toMatch(/at most/);
  });

  it('that was written of a lexicon is read as the same', () => {
    const text = fc.constantFrom('a&b', 'x<y>', "O'Brien", '重庆', 'a "b"').map((part) => part);
    const reading = fc.constantFrom<Partial<LexiconEntry>>(
      { alias: 'a & <b>' },
      { phoneme: 'a', alphabet: 'ipa' },
      { phoneme: 'xi1', alphabet: 'x-pinyin', language: 'en' },
      { alias: 'c', case: 'exact', language: 'zh' },
    );
    const entry = fc.tuple(fc.uniqueArray(text, { minLength: 1, maxLength: 3 }), reading);
    const entries = fc
      .array(entry, { minLength: 1, maxLength: 3 })
      .map((list) =>
        list.map(([graphemes, one], at) => ({ graphemes: graphemes.map((word) => `${word}${at}`), ...one })),
      );
    fc.assert(
      fc.property(entries, fc.constantFrom('en', 'ko', undefined), (list, language) => {
        const lexicon = { ...(language && { language }), entries: list };
        expect(readPls(writePls(lexicon))).toEqual(lexicon);
      }),
    );
  });

  it('may be anything: it is read or refused', () => {
    const piece = fc.constantFrom(
      '<lexicon version="1.0">',
      '</lexicon>',
      '<lexeme>',
      '</lexeme>',
      '<grapheme>',
      '</grapheme>',
      '<alias>',
      '</alias>',
      '<metadata>',
      '</metadata>',
      '<phoneme/>',
      '<constructor>',
      '</constructor>',
      '<constructor>',
      '</constructor>',
      'a',
      '&amp;',
      '&#0;',
      ']]>',
      '<![CDATA[',
      '\u0000',
      '<!--',
      '-->',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (parts) => {
        refused(parts.join(''));
      }),
      { numRuns: 500 },
    );
  });
});
