import { describe, expect, test } from 'vitest';
import { SPEECH_LOUDNESS } from '../encoding.js';
import { floatToS16 } from '../pcm.js';
import { applyGain, findGain, gainTo, measureLoudness } from './normalise.js';

const RATE = 24_000;

/** Syllables of a tone with a sharp peak each: louder in its peaks than on the whole, as speech is. */
function speechLike(seconds: number, level: number): Uint8Array {
  return floatToS16(
    Float32Array.from({ length: seconds * RATE }, (_, index) => {
      const inSyllable = (index % 6_000) / 6_000;
      const envelope = inSyllable < 0.02 ? 4 : inSyllable < 0.7 ? 1 : 0;
      return level * envelope * Math.sin(index / 9);
    }),
  );
}

async function* once(pcm: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < pcm.length; at += 10_000) yield pcm.subarray(at, at + 10_000);
}

async function normalised(pcm: Uint8Array): Promise<Uint8Array> {
  const gain = await findGain(SPEECH_LOUDNESS, () => once(pcm), RATE);
  const out: Uint8Array[] = [];
  for await (const chunk of applyGain(once(pcm), gain, RATE)) out.push(chunk);
  return new Uint8Array(Buffer.concat(out));
}

describe('normalising', () => {
  test.each([0.03, 0.12, 0.24])(
    'brings speech at level %d to the target, its peaks below the ceiling',
    async (level) => {
      const pcm = speechLike(6, level);
      const out = await normalised(pcm);
      expect(out).toHaveLength(pcm.length);
      const { lufs, peakDb } = await measureLoudness(once(out), RATE);
      expect(Math.abs((lufs ?? 0) - SPEECH_LOUDNESS.lufs)).toBeLessThan(0.4);
      expect(peakDb).toBeLessThanOrEqual(SPEECH_LOUDNESS.peakDb + 0.15);
    },
  );
});

describe('gainTo', () => {
  test('needs no limiter where no peak gets near', () => {
    expect(gainTo({ lufs: -18, peakDb: -3 }, { lufs: -24, peakDb: -12 })).toEqual({ gainDb: 6, ceilingDb: null });
    expect(gainTo({ lufs: -18, peakDb: -3 }, { lufs: -24, peakDb: -8 })).toEqual({ gainDb: 6, ceilingDb: -3 });
    expect(gainTo({ lufs: -18, peakDb: -3 }, { lufs: -12, peakDb: -1 })).toEqual({ gainDb: -6, ceilingDb: null });
  });

  test('leaves silence alone and lifts what is nearly silent by no more than 20 dB', () => {
    expect(gainTo(SPEECH_LOUDNESS, { lufs: null, peakDb: null })).toEqual({ gainDb: 0, ceilingDb: null });
    expect(gainTo(SPEECH_LOUDNESS, { lufs: -60, peakDb: -50 }).gainDb).toBe(20);
  });
});
