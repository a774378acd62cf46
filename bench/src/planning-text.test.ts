import { expect, it } from 'vitest';
import { longText, PLANNING_KINDS } from './planning-text.js';

const SENTENCES = ['今天，天气真不错。', '山上的雪𠮷化了！'];

it.each(PLANNING_KINDS)('a text of %s has as many code points as asked for, the same every time', (kind) => {
  const text = longText(kind, SENTENCES, 1_001);
  expect([...text]).toHaveLength(1_001);
  expect(longText(kind, SENTENCES, 1_001)).toBe(text);
});

it('no two paragraphs are alike', () => {
  const paragraphs = longText('zh', SENTENCES, 2_000).split('\n\n');
  expect(paragraphs.length).toBeGreaterThan(10);
  expect(new Set(paragraphs).size).toBe(paragraphs.length);
});

it('a text without marks has neither punctuation nor space', () => {
  expect(longText('zh without marks', SENTENCES, 500)).toMatch(/^[\p{L}\p{N}]+$/u);
});

it('sentences of languages that part words by spaces are parted by one', () => {
  expect(longText('en', ['One.', 'Two.'], 12)).toBe('1 One. Two. ');
});
