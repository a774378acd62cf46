import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createTokenizer, readRanks, type Ranks } from './tokenizer.js';

/** What `tiktoken` makes of each text, and the part of Whisper's vocabulary that decides it; see `token_fixture.py`. */
const lines = (file: string) =>
  readFileSync(new URL(`fixtures/${file}`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
const cases = lines('tokens.tsv').map((line) => line.split('\t') as [string, string, string]);
const ranks: Ranks = new Map(
  lines('ranks.tiktoken').map((line) => {
    const [token = '', rank] = line.split(' ');
    return [Buffer.from(token, 'base64').toString('latin1'), Number(rank)];
  }),
);
const tokenizer = createTokenizer(ranks);

describe('the tokenizer', () => {
  test.each(cases)('reads %s as tiktoken does: %s', (_, text, ids) => {
    expect(tokenizer.encode(text).join(' ')).toBe(ids);
  });

  test('gives nothing but ordinary tokens, whatever the text says', () => {
    // The first special one is <|endoftext|>.
    const text = '<|endoftext|><|startoftranscript|><|zh|><|0.00|>';
    expect(Math.max(...tokenizer.encode(text))).toBeLessThan(50_257);
  });

  test('reads every text back as it was', () => {
    const tokens = new Map([...ranks].map(([token, rank]) => [rank, token]));
    for (const [, text] of cases) {
      const bytes = tokenizer.encode(text).map((id) => tokens.get(id));
      expect(Buffer.from(bytes.join(''), 'latin1').toString('utf8')).toBe(text);
    }
  });
});

describe('a vocabulary', () => {
  test('is read in the order of its file', () => {
    expect([...readRanks(Uint8Array.of(1, 97, 2, 97, 98, 1, 200), 3)]).toEqual([
      ['a', 0],
      ['ab', 1],
      ['\u00C8', 2],
    ]);
  });

  test.each([
    ['has fewer tokens than described', [1, 97]],
    ['breaks off in a token', [1, 97, 3, 98]],
  ])('that %s is refused', (_, bytes) => {
    expect(() => readRanks(Uint8Array.from(bytes), 2)).toThrow(expect.objectContaining({ code: 'pack_corrupt' }));
  });
});
