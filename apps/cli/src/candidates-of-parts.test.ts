import { assert, integer, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Candidate } from '@lector/contract';
import { mergeCandidates, textParts } from './candidates-of-parts.js';

describe('the parts of a text', () => {
  it('end with a line where they can', () => {
    expect(textParts('ab\ncd\nef\n', 6)).toEqual([
      { text: 'ab\ncd\n', offset: 0 },
      { text: 'ef\n', offset: 6 },
    ]);
  });

  it('cut a longer line, and leave out what holds nothing', () => {
    expect(textParts('𠮷𠮷𠮷𠮷𠮷\n   \nab', 4)).toEqual([
      { text: '𠮷𠮷𠮷𠮷', offset: 0 },
      { text: '𠮷\n', offset: 4 },
      { text: 'ab', offset: 10 },
    ]);
  });

  it('are never too long, and hold all of the text at the place they name', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 60 }), integer({ min: 1, max: 9 }), (text, most) => {
        const whole = [...text];
        for (const part of textParts(text, most)) {
          const length = [...part.text].length;
          expect(length).toBeLessThanOrEqual(most);
          expect(whole.slice(part.offset, part.offset + length).join('')).toBe(part.text);
        }
      }),
    );
  });
});

describe('candidates of several parts', () => {
  const qin: Candidate = {
    word: 'Qin',
    language: 'en',
    kind: 'name',
    count: 2,
    offset: 1,
    reading: 'kɪn',
    alphabet: 'ipa',
  };

  it('are counted over all of them, from the place where they first stand', () => {
    const part = (offset: number) => ({ text: '', offset });
    const once = { ...qin, word: 'Nguyen', count: 1 };
    expect(
      mergeCandidates([
        { part: part(0), candidates: [once] },
        { part: part(100), candidates: [qin] },
        { part: part(200), candidates: [qin, { ...qin, language: 'ja' }] },
      ]),
    ).toEqual([{ ...qin, count: 4, offset: 101 }, { ...qin, language: 'ja', offset: 201 }, once]);
  });

  it('keep the order of the API where there is one part', () => {
    const rare = { ...qin, word: 'Nguyen', count: 1 };
    expect(mergeCandidates([{ part: { text: '', offset: 0 }, candidates: [rare, qin] }])).toEqual([rare, qin]);
  });
});
