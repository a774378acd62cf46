import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { array, assert, constantFrom, oneof, property, string, stringMatching } from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadEnglish } from '../../../../dictionaries/src/english.js';
import type { LanguageRoom } from '../room.js';
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
  it.each(rows('cases.tsv'))('%s -> %s', (source = '', spoken = '', rules = '') => {
    expect(spokenOf(source)).toBe(spoken);
    const fired = room.normalise(source).map(({ rule }) => rule);
    expect([...new Set(fired.filter((rule) => rule !== ''))].join(' ')).toBe(rules);
  });

  it('covers any text with tokens in order and without gaps', () => {
    const written = array(
      oneof(
        string({ unit: 'grapheme' }),
        constantFrom(
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

  it('writes no digits: every number becomes words', () => {
    assert(
      property(stringMatching(/^[0-9.,:/$%+\- ]{1,24}$/), (source) => {
        expect(spokenOf(source)).not.toMatch(/\d/u);
      }),
    );
  });

  it('stays linear on texts made to be slow', () => {
    const length = 20_000;
    const nasty = ['a', 'A', '1', '.', 'a.', '1.', '-', "a'", 'A.', '1,111', 'a@', '&', 'x-', '(', "'"];
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
