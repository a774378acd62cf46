import { readdirSync, readFileSync } from 'node:fs';
import { LANGUAGES } from '@lector/contract';
import { describe, expect, it } from 'vitest';
import { isHanLanguage, OWN_SCRIPTS } from './writing.js';

describe('the writing of languages', () => {
  it('has every language either in a script of its own or among those of Han characters', () => {
    const own = OWN_SCRIPTS.map(({ language }) => language);
    expect(LANGUAGES.filter((language) => !own.includes(language) && !isHanLanguage(language))).toEqual([]);
  });

  it('is the only code outside the rooms that names a language, with what tells Han languages apart', () => {
    const src = new URL('../', import.meta.url);
    const tag = new RegExp(`'(?:${LANGUAGES.join('|')})'`, 'u');
    const naming = readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.startsWith('languages/'))
      .filter((name) => tag.test(readFileSync(new URL(name, src), 'utf8')));
    // `values` knows the tags that mean a language of another name (cmn, zh-HK); `breaks` names a locale, since one has to be named.
    expect(naming.sort()).toEqual([
      'detect/han.ts',
      'detect/language-names.ts',
      'detect/writing.ts',
      'markup/ssml/values.ts',
      'segment/breaks.ts',
    ]);
  });
});
