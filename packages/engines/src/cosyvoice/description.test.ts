import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseDescription } from './description.js';
import { openMicroPack, type MicroPack } from './micro-pack.fixture.js';

let micro: MicroPack;
let text: string;
beforeAll(() => {
  micro = openMicroPack();
  text = readFileSync(join(micro.pack.dir, 'cosyvoice.json'), 'utf8');
});
afterAll(() => micro.remove());

const changed = (change: (content: Record<string, Record<string, unknown>>) => void) => {
  const content = JSON.parse(text) as Record<string, Record<string, unknown>>;
  change(content);
  return JSON.stringify(content);
};

describe('the description of a pack', () => {
  test('is read as the builder writes it', () => {
    expect(parseDescription(text)).toMatchObject({
      sampleRate: 22_050,
      samplesPerFrame: 256,
      lm: { width: 8, heads: 2, headWidth: 4, blocks: 2 },
      mels: 8,
      speakers: ['中文女', '中文男', '日语男', '粤语女', '英文女', '英文男', '韩语女'],
      flow: { steps: 10, guidance: 0.7 },
      vocoder: { window: 86, context: 14 },
    });
  });

  test('names the field that is not as expected', () => {
    const broken = changed((content) => delete content['flow']?.['steps']);
    expect(() => parseDescription(broken)).toThrow(
      expect.objectContaining({ code: 'pack_corrupt', message: expect.stringContaining('flow.steps is not a number') }),
    );
  });

  test('of another format is refused', () => {
    const later = changed((content) => Object.assign(content, { format: 2 }));
    expect(() => parseDescription(later)).toThrow(expect.objectContaining({ code: 'pack_unsuitable' }));
  });

  test('that is no JSON is refused', () => {
    expect(() => parseDescription('{')).toThrow(expect.objectContaining({ code: 'pack_corrupt' }));
  });
});
