import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadJapanese } from '../../../../dictionaries/src/japanese.js';
import type { Dictionaries, LanguageRoom } from '../room.js';
import { createJaRoom, readKana } from './room.js';

const table = (name: string): readonly (readonly string[])[] =>
  readFileSync(new URL(name, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'));

let dictionaries: Dictionaries;
let room: LanguageRoom;

beforeAll(async () => {
  dictionaries = { japanese: await loadJapanese(), english: { lookup: () => undefined } };
  room = createJaRoom(dictionaries);
});

const rules = (source: string): readonly string[] =>
  room
    .normalise(source)
    .map((token) => token.rule)
    .filter((rule) => rule !== '');

describe('readings of the table', () => {
  it.each(table('cases.tsv'))('%s is read %s', (source = '', reading = '', fired = '') => {
    expect(readKana(source, dictionaries).replaceAll(' ', '')).toBe(reading);
    const distinct = rules(source).filter((rule, index, all) => rule !== all[index - 1]);
    expect(distinct.join(' ')).toBe(fired);
  });
});

describe('pronunciations of the table', () => {
  it.each(table('pronunciations.tsv'))('%s sounds %s', (text = '', ipa = '') => {
    expect(room.toIpa(text).ipa).toBe(ipa);
  });
});
