import { afterEach, describe, expect, it } from 'vitest';
import { LectorError } from '@lector/contract';
import { engineModel } from '@lector/engines';
import { loadManifest, MANIFESTS_DIR, preparePack, type PreparedPack } from '@lector/packs';
import { waitFor } from '@lector/testing';
import { THREAD_PROGRAM } from '../paths.js';
import { startInference, type Inference } from './client.js';

/** The real thread with the tone engine; its fault voices fail where a model would. */

const manifest = await loadManifest('tone', MANIFESTS_DIR);
const pack = await preparePack(manifest, { modelDir: '/nonexistent' });
const model = engineModel(manifest);
const utterance = (voice: string, ipa = 'hello') =>
  model.encode({ spans: [{ language: 'en', spoken: ipa, ipa }], voice, speed: 1, seed: 0 });
const never = new AbortController().signal;
const options = { timeoutMs: 10_000, signal: never, unwanted: never };

let running: Inference | null = null;
afterEach(async () => {
  await running?.close();
  running = null;
});

async function start(of: PreparedPack = pack, unwantedMs = 10_000) {
  const broken: LectorError[] = [];
  const inference = await startInference({
    threadUrl: THREAD_PROGRAM,
    start: { pack: of, threads: { intraOp: 1, cpus: null } },
    onBroken: (error) => broken.push(error),
    unwantedMs,
  });
  running = inference;
  return { inference, broken };
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
