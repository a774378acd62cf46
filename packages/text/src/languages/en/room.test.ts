import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { array, assert, constantFrom, oneof, property, string, stringMatching } from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadEnglish } from '../../../../dictionaries/src/english.js';
import type { LanguageRoom, SpokenIpa } from '../room.js';
import { createEnRoom } from './room.js';

const rows = (name: string): readonly (readonly string[])[] =>
  readFileSync(fileURLToPath(new URL(name, import.meta.url)), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'));

let room: LanguageRoom;
beforeAll(async () => {
  room = createEnRoom({ english: await loadEnglish(), japanese: { analyse: () => [] } });
});

/** As the planner joins them. */
const spokenOf = (source: string): string =>
  room
    .normalise(source)
    .map(({ spoken }) => spoken)
    .join('')
    .replace(/\s+/gu, ' ')
    .trim();

describe('written English as spoken English', () => {
  it.each(rows('cases.tsv'))('%s -> %s', (written = '', spoken = '', rules) => {
    const source = written.replaceAll('\\n', '\n');
    expect(spokenOf(source)).toBe(spoken);
    // Where a row names no rules, only what is heard counts.
    if (rules === undefined) return;
    const fired = room.normalise(source).map(({ rule }) => rule);
    expect([...new Set(fired.filter((rule) => rule !== ''))].join(' ')).toBe(rules);
  });

  it('covers any text with tokens in order and without gaps', () => {
    const written = array(
      oneof(
        string({ unit: 'grapheme' }),
        constantFrom(
          'H2O',
          '[a](b)',
          'C$5',
          '1h 30m',
          '2^10',
          '/usr/bin',
          ':)',
          'goin’',
          '&amp;',
          '1½',
          'Δt',
          'Dr.',
          '$5',
          '3/4',
          'U.S.',
          'iPhone',
          'a@b.co',
          "'90s",
          'IV',
          '5–10 km',
          ' ',
          '-',
          '2 p.m.',
          '😀',
          '５０％',
        ),
      ),
    );
    assert(
      property(written, (parts) => {
        const source = parts.join('');
        let at = 0;
        for (const { start, end } of room.normalise(source)) {
          expect(start).toBe(at);
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(at).toBe(source.length);
      }),
      { numRuns: 300 },
    );
  });

  it('gives every word a place inside the text and the IPA, in order, whatever is written', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 60 }), (source) => {
        const tokens = room.normalise(source);
        expect(tokens.map(({ start, end }) => source.slice(start, end)).join('')).toBe(source);
        const spoken = spokenOf(source);
        const { ipa, words } = room.toIpa(spoken);
        let [at, ipaAt] = [0, 0];
        for (const { start, end, ipaStart, ipaEnd } of words) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(spoken.length);
          expect(ipaStart).toBeGreaterThanOrEqual(ipaAt);
          expect(ipaEnd).toBeGreaterThan(ipaStart);
          expect(ipaEnd).toBeLessThanOrEqual(ipa.length);
          [at, ipaAt] = [start, ipaEnd];
        }
      }),
      { numRuns: 200 },
    );
  }, 30_000);

  it('writes no digits: every number becomes words', () => {
    assert(
      property(stringMatching(/^[0-9.,:/$%+\- ]{1,24}$/), (source) => {
        expect(spokenOf(source)).not.toMatch(/\d/u);
      }),
    );
  });

  it('stays linear on texts made to be slow', () => {
    const length = 20_000;
    const nasty = [
      'a',
      'A',
      '1',
      '.',
      'a.',
      '1.',
      '-',
      "a'",
      'A.',
      '1,111',
      'a@',
      '&',
      'x-',
      '(',
      "'",
      '[a](',
      '](a',
      '/a',
      'C1',
      '1h ',
      '1x',
      '^2',
      'read ',
      'C$1',
      ':)',
      '&lt;',
    ];
    for (const part of nasty) {
      const source = part.repeat(Math.ceil(length / part.length));
      const before = process.cpuUsage();
      room.toIpa(spokenOf(source));
      // Time of the processor, which a busy machine does not lengthen as it does that of the clock.
      const { user, system } = process.cpuUsage(before);
      // A quadratic scan of 20,000 characters takes minutes; a linear one well under a second.
      expect((user + system) / 1_000, part).toBeLessThan(4_000);
    }
  }, 120_000);
});

/**
 * What decides whether a word is understood: stress and full vowels. Secondary stress, the flap and the shades of weak vowels, in
 * which dictionaries differ among themselves, are set aside.
 */
const audible = (ipa: string): string =>
  ipa
    .replaceAll('ˌ', '')
    .replaceAll('ɾ', 't')
    .replace(/[ᵊᵻɐ]|(?<![ˈaeɔ])ɪ/gu, 'ə');

describe('readings in context', () => {
  it.each(rows('readings.tsv'))('%s: %s is said %s', (source = '', word = '', ipa = '') => {
    const spoken = spokenOf(source);
    const heard = room.toIpa(spoken);
    const found = heard.words.filter(({ start, end }) => spoken.slice(start, end) === word);
    const sounds = found.map(({ ipaStart, ipaEnd }) => audible(heard.ipa.slice(ipaStart, ipaEnd)));
    const whole = word.includes(' ')
      ? [audible(heard.ipa.slice(...span(heard, spoken.indexOf(word), word.length)))]
      : sounds;
    expect(whole).toContain(audible(ipa));
  });
});

/** Where the sound of a stretch of the spoken text is, in the IPA. */
function span({ words }: SpokenIpa, from: number, length: number): [number, number] {
  const inside = words.filter(({ start, end }) => start >= from && end <= from + length);
  return [inside[0]?.ipaStart ?? 0, inside.at(-1)?.ipaEnd ?? 0];
}

describe('pronunciation', () => {
  it.each(rows('pronunciations.tsv'))('%s is said %s', (word = '', ipa = '') => {
    expect(room.toIpa(word).ipa).toBe(ipa);
  });

  it('holds only broad IPA, spaces and ASCII punctuation', () => {
    const text = rows('cases.tsv')
      .map(([, spoken = '']) => spoken)
      .join(' ');
    expect(room.toIpa(text).ipa.replace(/[ˈˌabdefhijklmnopstuvwzæðŋɐɑɔəɛɜɡɪɹɾʃʊʌʒθᵊᵻ ,.!?;:]/gu, '')).toBe('');
  });
});
