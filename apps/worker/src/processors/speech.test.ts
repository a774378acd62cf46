import { describe, expect, it } from 'vitest';
import type { Speech } from '@lector/engines';
import { halveSpeech } from './speech.js';

const speech = (...ipas: string[]): Speech => ({
  spans: ipas.map((ipa) => ({ language: 'en', spoken: ipa, ipa })),
  voice: 'v',
  speed: 1,
  seed: 0,
});
const text = (half: Speech | undefined) => half?.spans.map((span) => span.ipa);

describe('halveSpeech', () => {
  it('cuts at the space nearest to the middle and loses no word', () => {
    const halves = halveSpeech(speech('aaa bbb ccc ddd'));
    expect(text(halves?.[0])).toEqual(['aaa bbb']);
    expect(text(halves?.[1])).toEqual(['ccc ddd']);
  });

  it('cuts the span that holds the middle and keeps its neighbours whole', () => {
    const halves = halveSpeech(speech('a', 'bbbb bbbb', 'c'));
    expect(text(halves?.[0])).toEqual(['a', 'bbbb']);
    expect(text(halves?.[1])).toEqual(['bbbb', 'c']);
  });

  it('cuts between spans when the middle one is a single word', () => {
    const halves = halveSpeech(speech('aaaa', 'bbbb'));
    expect(text(halves?.[0])).toEqual(['aaaa']);
    expect(text(halves?.[1])).toEqual(['bbbb']);
  });

  it('does not cut a single word', () => {
    expect(halveSpeech(speech('aaaa'))).toBeNull();
  });
});
