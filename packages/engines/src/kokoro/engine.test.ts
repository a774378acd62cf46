import { describe, expect, test } from 'vitest';
import type { InputTensor, OnnxSession } from '../onnx/session.js';
import { kokoroEngine } from './engine.js';
import { STYLE_DIM, STYLE_ROWS } from './style.js';

const styles = new Map([['af', new Float32Array(STYLE_ROWS * STYLE_DIM).fill(0.5)]]);
const utterance = { family: 'kokoro', tokens: [43, 44], style: [['af', 1]], speed: 1.5 };

/** A session that answers with these durations and so many samples, and keeps what it was given. */
function session(frames: readonly number[], samples: number, outputNames = ['audio', 'durations']) {
  const calls: Readonly<Record<string, InputTensor>>[] = [];
  const disposed: true[] = [];
  const fake: OnnxSession = {
    inputNames: ['tokens', 'style', 'speed'],
    outputNames,
    run: (inputs) => {
      calls.push(inputs);
      return Promise.resolve({ audio: new Float32Array(samples), durations: Float32Array.from(frames) });
    },
    dispose: () => {
      disposed.push(true);
      return Promise.resolve();
    },
  };
  return { fake, calls, disposed };
}

const engineOf = (fake: OnnxSession) => kokoroEngine({ session: fake, styles, sampleRate: 24_000 });

describe('kokoroEngine', () => {
  test('runs the graph on the tokens between two zeros, the style row and the speed', async () => {
    const { fake, calls } = session([1, 2, 3, 4], 6000);
    const engine = engineOf(fake);
    await engine.step([engine.open(utterance)]);
    expect(calls).toEqual([
      {
        tokens: { type: 'int64', data: BigInt64Array.of(0n, 43n, 44n, 0n), shape: [1, 4] },
        style: { type: 'float32', data: new Float32Array(STYLE_DIM).fill(0.5), shape: [1, 256] },
        speed: { type: 'float32', data: Float32Array.of(1.5), shape: [1] },
      },
    ]);
  });

  test('gives whole frames per token, the zeros included', async () => {
    const { fake } = session([1, 2.0000001, 3, 4], 6000);
    const engine = engineOf(fake);
    const slot = engine.open(utterance);
    const [result] = await engine.step([slot]);
    expect(result).toMatchObject({
      slot,
      kind: 'done',
      rendered: { durations: [1, 2, 3, 4], samplesPerFrame: 600 },
    });
  });

  test.each([
    ['the audio is longer', [1, 2, 3, 4], 6600],
    ['a token has no duration', [1, 2, 7], 6000],
  ])('refuses the result when %s than the durations say', async (_, frames, samples) => {
    const engine = engineOf(session(frames, samples).fake);
    await expect(engine.step([engine.open(utterance)])).rejects.toMatchObject({ code: 'engine_failed' });
  });

  test('gives no durations for a published graph, which tells none', async () => {
    const engine = engineOf(session([], 6000, ['audio']).fake);
    const [result] = await engine.step([engine.open(utterance)]);
    expect(result).toMatchObject({ rendered: { durations: null, samplesPerFrame: null } });
  });

  test('refuses a graph without audio', () => {
    expect(() => engineOf(session([], 0, ['durations']).fake)).toThrow(
      expect.objectContaining({ code: 'pack_unsuitable', message: expect.stringContaining('outputs=durations') }),
    );
  });

  test('closes the session when it is disposed, and its slots with it', async () => {
    const { fake, disposed } = session([1, 2, 3, 4], 6000);
    const engine = engineOf(fake);
    const slot = engine.open(utterance);
    await engine.dispose();
    expect(disposed).toEqual([true]);
    await expect(engine.step([slot])).rejects.toThrow(/slot is not open/);
  });
});
