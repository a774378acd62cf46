import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine, Rendered, Slot, StepResult } from '../engine.js';
import type { CosyvoiceUtterance } from './encode.js';
import { cosyvoiceEngine, type CosyvoiceDeps } from './engine.js';
import { openPack } from './load.js';
import { distance, openMicroPack, type MicroPack } from './micro-pack.fixture.js';

/** A real pack of random weights, small enough to be a file of the tests, beside what the Python reference gives. */
let micro: MicroPack;
let deps: CosyvoiceDeps;
let engine: Engine;

beforeAll(async () => {
  micro = openMicroPack();
  deps = await openPack(micro.pack, { intraOp: 1, cpus: null });
  engine = cosyvoiceEngine(deps);
}, 60_000);
afterAll(async () => {
  await engine.dispose();
  micro.remove();
});

function utterance(text: string, seed: number, speaker = '中文女', speed = 1): CosyvoiceUtterance {
  return { family: 'cosyvoice', text, speakers: [[speaker, 1]], speed, seed };
}

/** Steps until all of them are done. */
async function finish(slots: readonly Slot[]): Promise<ReadonlyMap<number, Rendered>> {
  const done = new Map<number, Rendered>();
  while (done.size < slots.length) {
    const left = slots.filter(({ id }) => !done.has(id));
    for (const result of await engine.step(left)) {
      if (result.kind === 'failed') throw result.error;
      if (result.kind === 'done') done.set(result.slot.id, result.rendered);
    }
  }
  for (const slot of slots) engine.close(slot);
  return done;
}

async function renderAll(utterances: readonly CosyvoiceUtterance[]): Promise<readonly Float32Array[]> {
  const slots = utterances.map((one) => engine.open(one));
  const done = await finish(slots);
  return slots.map(({ id }) => done.get(id)?.pcm ?? new Float32Array());
}

describe('beside the Python reference', () => {
  test.each(['long', 'short'] as const)('the %s utterance has its samples', async (name) => {
    const { text, seed, speaker, wave } = micro.expected(name);
    const [pcm = new Float32Array()] = await renderAll([utterance(text, seed, speaker)]);
    expect(pcm).toHaveLength(wave.length);
    expect(distance(pcm, wave)).toBeLessThan(1e-4);
  });
});

describe('several utterances together', () => {
  const many = ['hi', 'no', 'abc'].map((text, seed) => utterance(text, seed));

  test('come out as each does alone', async () => {
    const together = await renderAll(many);
    for (const [at, one] of many.entries()) {
      const [alone = new Float32Array()] = await renderAll([one]);
      expect(together[at]).toHaveLength(alone.length);
      expect(distance(together[at] ?? alone, alone)).toBeLessThan(1e-4);
    }
  });

  test('differ with the seed, the text and the speaker', async () => {
    const [first, ...others] = await renderAll([
      utterance('h', 1),
      utterance('h', 2),
      utterance('i', 1),
      utterance('h', 1, '韩语女'),
    ]);
    for (const other of others) expect(other).not.toEqual(first);
  });
});

const kinds = (results: readonly StepResult[]) => results.map(({ kind }) => kind);

describe('slots', () => {
  test('one that is closed in the middle leaves the others as they were', async () => {
    const [alone] = await renderAll([utterance('abc', 3)]);
    const [early, kept, late] = [utterance('yes', 4), utterance('abc', 3), utterance('no', 5)].map((one) =>
      engine.open(one),
    ) as [Slot, Slot, Slot];
    for (let step = 0; step < 3; step += 1) await engine.step([early, kept, late]);
    engine.close(early);
    await engine.step([kept, late]);
    engine.close(late);
    await expect(engine.step([early])).rejects.toMatchObject({ code: 'engine_failed' });
    const done = await finish([kept]);
    expect(distance(done.get(kept.id)?.pcm ?? new Float32Array(), alone ?? new Float32Array())).toBeLessThan(1e-4);
  });

  test('a newcomer enters between two steps of others', async () => {
    const [alone] = await renderAll([utterance('hi', 6)]);
    const first = engine.open(utterance('abcdabcd', 7));
    for (let step = 0; step < 5; step += 1) await engine.step([first]);
    const newcomer = engine.open(utterance('hi', 6));
    const results = await engine.step([first, newcomer]);
    expect(results).toMatchObject([
      { kind: 'more', tokens: 1 },
      // The first behind its prompt, the second beside the other.
      { kind: 'more', tokens: 2 },
    ]);
    const done = await finish([first, newcomer]);
    expect(distance(done.get(newcomer.id)?.pcm ?? new Float32Array(), alone ?? new Float32Array())).toBeLessThan(1e-4);
  });

  test('beyond what decodes together one waits for a row, and gets the first that is free', async () => {
    const slots = Array.from({ length: engine.slots + 1 }, (_, seed) => engine.open(utterance('abc', seed)));
    const decoded = async (given: readonly Slot[]) =>
      (await engine.step(given)).map((result) => (result.kind === 'more' ? result.tokens : null));
    // One prompt a step.
    expect(await decoded(slots)).toEqual([2, ...Array<number>(engine.slots).fill(0)]);
    for (let step = 2; step < engine.slots; step += 1) await engine.step(slots);
    expect(await decoded(slots)).toEqual([...Array<number>(engine.slots - 1).fill(1), 2, 0]);
    const [leaving, ...others] = slots;
    if (leaving !== undefined) engine.close(leaving);
    expect(await decoded(others)).toEqual([...Array<number>(engine.slots - 1).fill(1), 2]);
    for (const slot of others) engine.close(slot);
  });

  test('sound is made for the urgent one first, and for nobody between its tokens', async () => {
    const patient = engine.open(utterance('hi', 1));
    let results = await engine.step([patient]);
    // Until it has all its tokens.
    while (results.some((result) => result.kind === 'more' && result.tokens > 0))
      results = await engine.step([patient]);
    const urgent = engine.open(utterance('abcdabcd', 7), { urgent: true });
    const order: number[] = [];
    while (order.length < 2) {
      for (const result of await engine.step([patient, urgent])) {
        if (result.kind === 'done' && !order.includes(result.slot.id)) order.push(result.slot.id);
      }
    }
    expect(order).toEqual([urgent.id, patient.id]);
    engine.close(patient);
    engine.close(urgent);
  });

  test('a speaker the pack does not have is refused', () => {
    expect(() => engine.open(utterance('hi', 1, 'nobody'))).toThrow(/no such speaker/);
  });

  test('a text that cannot be spoken in one go is refused', () => {
    expect(() => engine.open(utterance('a '.repeat(400), 1))).toThrow(/too long \[textTokens=/);
  });

  test('an utterance of another family is refused', () => {
    expect(() => engine.open({ family: 'tone' })).toThrow(/not an utterance for CosyVoice/);
  });
});

describe('a graph that fails', () => {
  /** The engine with a graph that fails in one call. */
  function failing(graph: 'lm' | 'f0', call: number) {
    let calls = 0;
    const session = deps.sessions[graph];
    const run: typeof session.run = (inputs) => {
      calls += 1;
      return calls === call ? Promise.reject(new Error(`call ${call} of ${graph}`)) : session.run(inputs);
    };
    return cosyvoiceEngine({ ...deps, sessions: { ...deps.sessions, [graph]: { ...session, run } } });
  }

  /** How each of these ends. */
  async function ends(of: Engine, utterances: readonly CosyvoiceUtterance[]): Promise<readonly string[]> {
    const slots = utterances.map((one) => of.open(one));
    for (;;) {
      const results = await of.step(slots);
      if (results.every(({ kind }) => kind !== 'more')) return kinds(results);
    }
  }

  test('making sound fails that utterance alone', async () => {
    expect(await ends(failing('f0', 1), [utterance('h', 1), utterance('i', 2)])).toEqual(['failed', 'done']);
  });

  test('reading a prompt fails that utterance alone', async () => {
    expect(await ends(failing('lm', 3), [utterance('h', 1), utterance('i', 2)])).toEqual(['done', 'failed']);
  });

  test('logits that are no numbers fail the utterance they belong to', async () => {
    let calls = 0;
    const { lm } = deps.sessions;
    const run: typeof lm.run = async (inputs) => {
      const outputs = await lm.run(inputs);
      calls += 1;
      // Prompt, step of one, prompt, then steps of both.
      if (calls === 4) outputs['logits']?.fill(Number.NaN, 0, deps.description.speechTokens + 1);
      return outputs;
    };
    const engine = cosyvoiceEngine({ ...deps, sessions: { ...deps.sessions, lm: { ...lm, run } } });
    const slots = [utterance('h', 1), utterance('i', 2)].map((one) => engine.open(one));
    let results = await engine.step(slots);
    while (results.some(({ kind }) => kind === 'more')) results = await engine.step(slots);
    expect(results).toMatchObject([{ kind: 'failed', error: { code: 'engine_bad_output' } }, { kind: 'done' }]);
  });

  test('decoding fails those that decoded, and the next ones do', async () => {
    const engine = failing('lm', 4);
    expect(await ends(engine, [utterance('h', 1), utterance('i', 2)])).toEqual(['failed', 'failed']);
    expect(await ends(engine, [utterance('h', 1)])).toEqual(['done']);
  });
});

describe('speed', () => {
  test('halves the audio at 2 and doubles it at 0.5', async () => {
    const [normal, fast, slow] = await renderAll([1, 2, 0.5].map((speed) => utterance('h', 8, '中文女', speed)));
    const frames = (pcm?: Float32Array) => (pcm?.length ?? 0) / 256;
    expect(frames(fast)).toBe(Math.trunc(frames(normal) / 2));
    expect(frames(slow)).toBe(frames(normal) * 2);
  });
});
