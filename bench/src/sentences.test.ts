import { expect, it } from 'vitest';
import { EVERYDAY_COUNT, everydayTexts, paragraph, varyingText } from './sentences.js';

it('the fixed set of twenty sentences is handed out in turns, and no text comes twice', () => {
  const texts = everydayTexts();
  const first = texts(EVERYDAY_COUNT);
  const second = texts(EVERYDAY_COUNT);
  expect(EVERYDAY_COUNT).toBe(20);
  expect(second[0]?.split('，')[0]).toBe(first[0]?.split('，')[0]);
  expect(new Set([...first, ...second]).size).toBe(40);
});

it('five hundred varying texts are all different, mostly short, some very long, and the same every time', () => {
  const texts = Array.from({ length: 500 }, (_, index) => varyingText(index + 1));
  const lengths = texts.map((text) => text.length).sort((a, b) => a - b);
  expect(new Set(texts).size).toBe(500);
  expect(lengths[250]).toBeLessThan(15);
  expect(lengths[499]).toBeGreaterThan(80);
  expect(texts).toEqual(texts.map((_, index) => varyingText(index + 1)));
});

it('every sentence of a paragraph is new: one of an earlier paragraph would come out of the cache', () => {
  const sentences = [1, 2].flatMap((number) =>
    paragraph(number)
      .split('。')
      .filter((sentence) => sentence !== ''),
  );
  expect(sentences).toHaveLength(8);
  expect(new Set(sentences).size).toBe(8);
});
