import { AudioFormat } from '@lector/contract';
import { describe, expect, test } from 'vitest';
import { assertEncoding, defaultSampleRate, needsFfmpeg, refuseSampleRate, SPEECH_LOUDNESS } from './encoding.js';
import { sampleRatesOf } from './speech-format.js';

describe('sample rates', () => {
  test.each(AudioFormat.options)('%s takes 24 kHz as it is', (format) => {
    expect(refuseSampleRate(format, 24_000)).toBeNull();
    expect(defaultSampleRate(format, 24_000)).toBe(24_000);
  });

  test('what a format cannot have is refused with what it can', () => {
    expect(refuseSampleRate('opus', 44_100)).toEqual({
      pointer: '/sample_rate',
      detail: 'opus takes 8000, 12000, 16000, 24000, 48000 Hz',
      allowed: [8_000, 12_000, 16_000, 24_000, 48_000],
    });
    expect(refuseSampleRate('mp3', 44_100)).toBeNull();
    for (const format of AudioFormat.options) {
      for (const rate of [7_999, 24_000.5, 96_000, 0, -8_000, Number.NaN]) {
        expect(refuseSampleRate(format, rate)?.allowed).toEqual(sampleRatesOf(format));
      }
    }
  });

  test('a rate the format lacks goes up to the next, and down only where there is none above', () => {
    expect(defaultSampleRate('opus', 22_050)).toBe(24_000);
    expect(defaultSampleRate('mp3', 22_050)).toBe(22_050);
    expect(defaultSampleRate('wav', 96_000)).toBe(48_000);
  });
});

describe('needsFfmpeg', () => {
  test('is true of all but WAV and PCM as the engine gives them', () => {
    const needed = AudioFormat.options.filter((format) => needsFfmpeg({ format }, 24_000));
    expect(needed).toEqual(['mp3', 'opus', 'aac', 'flac', 'm4b']);
    expect(needsFfmpeg({ format: 'wav', loudness: SPEECH_LOUDNESS }, 24_000)).toBe(false);
    expect(needsFfmpeg({ format: 'wav', sampleRate: 8_000 }, 24_000)).toBe(true);
    expect(needsFfmpeg({ format: 'pcm', tempo: 1.5 }, 24_000)).toBe(true);
  });
});

describe('assertEncoding', () => {
  const one = { title: 'one', startSample: 0 };
  const chapters = [one, { title: 'two', startSample: 10 }];

  test('takes what can be met', () => {
    expect(() => assertEncoding({ format: 'm4b', chapters, tempo: 4, loudness: SPEECH_LOUDNESS })).not.toThrow();
    expect(() => assertEncoding({ format: 'mp3', chapters, sampleRate: 8_000, tempo: 0.25 })).not.toThrow();
  });

  test.each([
    ['a rate the format lacks', { format: 'opus', sampleRate: 22_050 } as const],
    ['a tempo nobody follows', { format: 'mp3', tempo: 4.1 } as const],
    ['a tempo that is no number', { format: 'mp3', tempo: Number.NaN } as const],
    ['loudness above full scale', { format: 'mp3', loudness: { lufs: 3, peakDb: -1 } } as const],
    ['chapters of a format without', { format: 'opus', chapters } as const],
    ['a first chapter that leaves sound before it', { format: 'm4b', chapters: chapters.slice(1) } as const],
    ['chapters that do not rise', { format: 'm4b', chapters: [one, one] } as const],
  ])('refuses %s', (_, encoding) => {
    expect(() => assertEncoding(encoding)).toThrow(RangeError);
  });
});
