import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DecodingBatch, startDecoding, type Decoding } from './decoding.js';
import { Draws } from './draws.js';
import type { CosyvoiceDeps } from './engine.js';
import { openPack } from './load.js';
import { melOf } from './mel-flow.js';
import { distance, openMicroPack, type MicroPack } from './micro-pack.fixture.js';
import { speakerOf } from './speaker.js';

/** Each stage by itself beside what `models/cosyvoice/pipeline.py` recorded. */
let micro: MicroPack;
let deps: CosyvoiceDeps;
beforeAll(async () => {
  micro = openMicroPack();
  deps = await openPack(micro.pack, { intraOp: 1, cpus: null });
}, 60_000);
afterAll(async () => {
  for (const session of Object.values(deps.sessions)) await session.dispose();
  micro.remove();
});

const NAMES = ['long', 'short'] as const;

function batch(): DecodingBatch {
  const { description, sessions, tables } = deps;
  return new DecodingBatch({ sessions, shape: description.lm, speechTokens: description.speechTokens, tables });
}

function decodingOf(name: 'long' | 'short', seed = micro.expected(name).seed): Decoding {
  const { text, speaker } = micro.expected(name);
  return startDecoding(deps.tokenizer.encode(text), speakerOf([[speaker, 1]], deps.tables.speakers), new Draws(seed));
}

async function decode(together: readonly Decoding[]): Promise<void> {
  const running = batch();
  for (const decoding of together) await running.enter(decoding);
  while (running.size > 0) await running.step();
}

describe('the stages of an utterance', () => {
  test.each(NAMES)('tokens of the text are those of the reference: %s', (name) => {
    expect(deps.tokenizer.encode(micro.expected(name).text)).toEqual(micro.expected(name).textTokens);
  });

  test.each(NAMES)('speech tokens are those of the reference, though the caches grow: %s', async (name) => {
    const decoding = decodingOf(name);
    await decode([decoding]);
    expect(decoding.tokens).toEqual(micro.expected(name).tokens);
  });

  test('speech tokens are the same beside others, whatever their seeds and lengths', async () => {
    const decoding = decodingOf('long');
    const others = [1, 2, 3, 4, 5].map((seed) => decodingOf(seed % 2 === 0 ? 'long' : 'short', seed));
    await decode([...others.slice(0, 2), decoding, ...others.slice(2)]);
    expect(decoding.tokens).toEqual(micro.expected('long').tokens);
  });

  test.each(NAMES)('the mel is that of the reference: %s', async (name) => {
    const { tokens, mel, speaker, seed } = micro.expected(name);
    const { description, sessions } = deps;
    const passes = melOf(
      tokens,
      speakerOf([[speaker, 1]], deps.tables.speakers).flow,
      new Draws(seed),
      { flowEncoder: sessions.flow_encoder, estimator: sessions.estimator },
      { mels: description.mels, ...description.flow, rate: description },
    );
    let count = 0;
    let pass = await passes.next();
    for (; pass.done !== true; pass = await passes.next()) count += 1;
    expect(distance(pass.value, mel)).toBeLessThan(1e-4);
    // The encoder's, and one for each Euler step.
    expect(count).toBe(1 + description.flow.steps);
  });
});
