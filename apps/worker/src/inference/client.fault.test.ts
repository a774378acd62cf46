import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LectorError } from '@lector/contract';
import { engineModel } from '@lector/engines';
import { loadManifest, MANIFESTS_DIR, preparePack, type PreparedPack } from '@lector/packs';
import { waitFor } from '@lector/testing';
import { THREAD_PROGRAM } from '../paths.js';
import { openMicroPack, type MicroPack } from '../../../../packages/engines/src/cosyvoice/micro-pack.fixture.js';
import { startInference, type Inference } from './client.js';
import type { EngineStep } from './messages.js';

/** The real thread with the tone engine; its fault voices fail where a model would. */

const manifest = await loadManifest('tone', MANIFESTS_DIR);
const pack = await preparePack(manifest, { modelDir: '/nonexistent' });
const model = engineModel(manifest);
const utterance = (voice: string, ipa = 'hello') =>
  model.encode({ spans: [{ language: 'en', spoken: ipa, ipa }], voice, speed: 1, seed: 0 });
const never = new AbortController().signal;
const options = { timeoutMs: 10_000, signal: never, unwanted: never, urgent: false };

let running: Inference | null = null;
afterEach(async () => {
  await running?.close();
  running = null;
});

async function start(of: PreparedPack = pack, unwantedMs = 10_000) {
  const broken: LectorError[] = [];
  const steps: EngineStep[] = [];
  const inference = await startInference({
    threadUrl: THREAD_PROGRAM,
    start: { pack: of, threads: { intraOp: 1, cpus: null } },
    onBroken: (error) => broken.push(error),
    onStep: (step) => steps.push(step),
    unwantedMs,
  });
  running = inference;
  return { inference, broken, steps };
}

describe('the inference client', () => {
  it('gives the audio of an utterance, the same every time', async () => {
    const { inference } = await start();
    const [first, second] = await Promise.all([
      inference.render(utterance('tone'), options),
      inference.render(utterance('tone'), options),
    ]);
    expect(first.pcm.length).toBeGreaterThan(0);
    expect(second.pcm).toEqual(first.pcm);
    expect(inference.sampleRate).toBe(manifest.sampleRate);
  });

  it('leaves the main thread free while the model works', async () => {
    const { inference } = await start();
    let ticks = 0;
    const ticker = setInterval(() => (ticks += 1), 10);
    await inference.render(utterance('tone-slow'), options);
    clearInterval(ticker);
    expect(ticks).toBeGreaterThan(5);
  });

  it('rejects with the reason when nobody waits any more, and goes on', async () => {
    const { inference, broken } = await start();
    const leaving = new AbortController();
    const slow = inference.render(utterance('tone-slow'), { ...options, signal: leaving.signal });
    leaving.abort(new Error('gone'));
    await expect(slow).rejects.toThrow('gone');
    expect((await inference.render(utterance('tone'), options)).pcm.length).toBeGreaterThan(0);
    expect(broken).toEqual([]);
  });

  it('reports a bad utterance without breaking', async () => {
    const { inference, broken } = await start();
    await expect(inference.render({ family: 'kokoro' }, options)).rejects.toBeInstanceOf(LectorError);
    expect(broken).toEqual([]);
  });

  it('breaks for good when the thread falls silent, and rejects everything that waits', async () => {
    const { inference, broken } = await start();
    // Closing would wait for the blocked thread for ever; it ends with this test process.
    running = null;
    const hung = inference.render(utterance('tone-hang'), { ...options, timeoutMs: 200 });
    const behind = inference.render(utterance('tone'), options);
    await expect(hung).rejects.toMatchObject({ code: 'engine_hung' });
    await expect(behind).rejects.toMatchObject({ code: 'engine_hung' });
    await expect(inference.render(utterance('tone'), options)).rejects.toMatchObject({ code: 'engine_hung' });
    await waitFor(() => broken.length === 1, { timeoutMs: 1_000, what: 'the fault to be told once' });
  });

  it('gives a thread up early that is silent about what nobody wants any more', async () => {
    const { inference, broken } = await start(pack, 100);
    running = null;
    const cancel = new AbortController();
    const hung = inference.render(utterance('tone-hang'), { ...options, timeoutMs: 600_000, unwanted: cancel.signal });
    cancel.abort();
    await expect(hung).rejects.toMatchObject({
      code: 'engine_hung',
      message: expect.stringContaining('cancelled job'),
    });
    expect(broken).toHaveLength(1);
  });

  it('does not take a thread for hung that is busy with others', async () => {
    const { inference, broken } = await start();
    // Each 300 ms: the last waits for longer than a thread may be silent.
    const slow = { ...options, timeoutMs: 700 };
    await Promise.all(['a', 'b', 'c', 'd'].map((ipa) => inference.render(utterance('tone-slow', ipa), slow)));
    expect(broken).toEqual([]);
  });

  it('lets those first that somebody waits for', async () => {
    const { inference } = await start();
    const order: string[] = [];
    const rendering = (name: string, urgent: boolean) =>
      inference.render(utterance('tone-slow', name), { ...options, urgent }).then(() => order.push(name));
    await Promise.all([rendering('a', false), rendering('b', false), rendering('c', true)]);
    expect(order.indexOf('c')).toBeLessThan(order.indexOf('b'));
  });

  it('takes the audio of a thread that answers in time although nobody wants it any more', async () => {
    const { inference, broken } = await start();
    const { pcm } = await inference.render(utterance('tone-slow'), { ...options, unwanted: AbortSignal.abort() });
    expect(pcm.length).toBeGreaterThan(0);
    expect(broken).toEqual([]);
  });

  it('rejects when the model cannot be loaded, and tells nobody else', async () => {
    const kokoro = { ...manifest, family: 'kokoro' };
    const broken: LectorError[] = [];
    const starting = startInference({
      threadUrl: THREAD_PROGRAM,
      start: { pack: { ...pack, manifest: kokoro, graphPath: '/nonexistent' }, threads: { intraOp: 1, cpus: null } },
      onBroken: (error) => broken.push(error),
    });
    await expect(starting).rejects.toMatchObject({
      code: 'engine_failed',
      message: expect.stringContaining('the inference thread failed: '),
    });
    expect(broken).toEqual([]);
  });
});

/** Decodes several utterances together; the pack has random weights. */
describe('an engine of several slots', () => {
  let micro: MicroPack;
  beforeAll(() => {
    micro = openMicroPack();
  });
  afterAll(() => micro.remove());
  const speech = (text: string, seed = 1) => ({ family: 'cosyvoice', text, speakers: [['中文女', 1]], speed: 1, seed });

  it('advances what it is given together, and tells how much', async () => {
    const { inference, steps } = await start(micro.pack);
    expect(inference.slots).toBeGreaterThan(1);
    const [first, second] = await Promise.all([
      inference.render(speech('abcd'), options),
      inference.render(speech('abcd', 2), options),
    ]);
    expect(first.pcm.length).toBeGreaterThan(0);
    expect(second.pcm).not.toEqual(first.pcm);
    expect(steps).toContainEqual(expect.objectContaining({ occupied: 2, tokens: 2 }));
  });

  it('gives up what nobody wants any more before its next step, and goes on with the others', async () => {
    const { inference, broken, steps } = await start(micro.pack);
    const cancel = new AbortController();
    const unwanted = inference.render(speech('abcdabcd'), { ...options, unwanted: cancel.signal });
    const wanted = inference.render(speech('abcd', 3), options);
    await waitFor(() => steps.some(({ occupied }) => occupied === 2), {
      timeoutMs: 10_000,
      what: 'both to be decoded',
    });
    cancel.abort();
    await expect(unwanted).rejects.toMatchObject({ code: 'cancelled' });
    const before = steps.length;
    expect((await wanted).pcm.length).toBeGreaterThan(0);
    // The step that ran when it was cancelled may still tell of two.
    expect(steps.slice(before + 1).every(({ occupied }) => occupied === 1)).toBe(true);
    await expect(inference.render(speech('abcd'), { ...options, unwanted: AbortSignal.abort() })).rejects.toMatchObject(
      { code: 'cancelled' },
    );
    expect(broken).toEqual([]);
  });
});
