import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitMp3Edges, samplesToDrop } from './mp3-edges.js';

const native = { sourceRate: 24_000, sampleRate: 24_000, tempo: 1 };

/** Silence, a tone that never comes near silence, silence. */
function speech(before: number, tone: number, after: number): Int16Array {
  const pcm = new Int16Array(before + tone + after);
  for (let index = 0; index < tone; index += 1) pcm[before + index] = index % 2 === 0 ? 5000 : -5000;
  return pcm;
}

async function fitted(pcm: Int16Array, edges = native, pieces = 700): Promise<Int16Array> {
  const bytes = new Uint8Array(pcm.buffer);
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += pieces * 2) yield bytes.slice(at, at + pieces * 2);
  }
  const out: Uint8Array[] = [];
  for await (const chunk of fitMp3Edges(chunks(), edges)) out.push(chunk.slice());
  return new Int16Array(Uint8Array.from(Buffer.concat(out)).buffer);
}

/** What libmp3lame makes of so many samples: whole frames, with 576 before and no less behind. */
function lameSamples(samples: number, perFrame: number): number {
  const rest = perFrame - ((samples + 576) % perFrame);
  return samples + 576 + (rest < 576 ? rest + perFrame : rest);
}

describe('fitMp3Edges', () => {
  test('leaves out as much silence at the start as the delay will put there', async () => {
    const pcm = await fitted(speech(4_000, 10_000, 0));
    expect(pcm.findIndex((sample) => sample !== 0)).toBe(4_000 - 1105);
  });

  test('never cuts speech: with less silence there is less to leave out', async () => {
    expect(await fitted(speech(300, 10_000, 0))).toEqual(speech(0, 10_000, 0));
    expect(await fitted(speech(0, 10_001, 0))).toEqual(speech(0, 10_001, 0));
  });

  test('takes faint noise for silence, and faint speech for speech', async () => {
    const faint = (level: number) => Int16Array.from(speech(2_000, 10_000, 0), (sample) => sample || level);
    expect((await fitted(faint(104))).length).toBeLessThan(11_000);
    expect(await fitted(faint(105))).toEqual(faint(105));
  });

  test('measures the silence at the start in samples of the source, and after a change of tempo', async () => {
    const first = async (edges: typeof native) =>
      4_000 - (await fitted(speech(4_000, 9_000, 0), edges)).findIndex((sample) => sample !== 0);
    expect(await first({ ...native, sampleRate: 48_000 })).toBe(552);
    expect(await first({ ...native, tempo: 2 })).toBe(2210);
  });

  test('comes within half a frame of the length there was, where the edges are silent', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 3_000, max: 40_000 }),
        fc.constantFrom(24_000, 44_100, 16_000, 48_000, 22_050),
        fc.integer({ min: 100, max: 3_000 }),
        async (tone, sampleRate, pieces) => {
          const pcm = speech(4_000, tone, 3_000);
          const perFrame = sampleRate >= 32_000 ? 1152 : 576;
          const given = await fitted(pcm, { ...native, sampleRate }, pieces);
          const made = lameSamples(Math.round((given.length * sampleRate) / 24_000), perFrame);
          const wanted = (pcm.length * sampleRate) / 24_000;
          expect(Math.abs(made - wanted)).toBeLessThanOrEqual(perFrame / 2 + 8);
          expect(given.filter((sample) => sample !== 0)).toHaveLength(tone);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('gives nothing for nothing, and something for silence', async () => {
    expect(await fitted(new Int16Array())).toHaveLength(0);
    expect(await fitted(new Int16Array(500))).toHaveLength(1);
    expect(await fitted(new Int16Array(5_000))).not.toHaveLength(0);
  });
});

describe('samplesToDrop', () => {
  test('is nothing where rounding up is nearer', () => {
    expect(samplesToDrop(576 * 10 + 400, native)).toBe(0);
    expect(samplesToDrop(576 * 10, native)).toBe(0);
    expect(samplesToDrop(576 * 10 + 100, native)).toBe(102);
  });
});
