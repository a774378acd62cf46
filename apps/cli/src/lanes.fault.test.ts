import { afterEach, describe, expect, it } from 'vitest';
import { ownStack, sentences, uniquePrefix, waitFor, type OwnStack } from '@lector/testing';

let stack: OwnStack | null = null;
afterEach(async () => {
  await stack?.stop();
  stack = null;
});

/** A long job of the slow voice: about 0.3 s a segment, four or five segments a unit. */
async function book(on: OwnStack): Promise<string> {
  const { id } = await on.client.jobs.create({ text: sentences(60, uniquePrefix()), voice: 'tone-slow' });
  await waitFor(async () => (await on.client.jobs.get(id)).progress.segments_done >= 3, {
    timeoutMs: 60_000,
    what: 'the long job to be under way',
  });
  return id;
}

describe('while a long job is rendered by the only worker', () => {
  it('an interactive job waits for the unit in progress and no longer', async () => {
    stack = await ownStack();
    await stack.startWorker();
    const id = await book(stack);
    const before = (await stack.client.jobs.get(id)).progress.segments_done;
    const answer = await stack.client.tts({ text: `Me first, ${uniquePrefix()}.` });
    expect(answer.duration).toBeGreaterThan(0);
    const { status, progress } = await stack.client.jobs.get(id);
    expect(status).toBe('running');
    // A unit is about 20 s of audio: four or five of these segments.
    expect(progress.segments_done - before).toBeLessThanOrEqual(6);
    await stack.client.jobs.cancel(id);
  });

  it('a short bulk job takes its turn after a few units, not after the book', async () => {
    stack = await ownStack();
    await stack.startWorker();
    const id = await book(stack);
    const { id: short } = await stack.client.jobs.create({ text: `My turn, ${uniquePrefix()}.` });
    expect(await stack.client.jobs.untilEnded(short)).toMatchObject({ status: 'completed' });
    const { status, progress } = await stack.client.jobs.get(id);
    expect(status).toBe('running');
    expect(progress.percent).toBeLessThan(70);
    await stack.client.jobs.cancel(id);
  });

  it('two workers share its units', async () => {
    stack = await ownStack();
    const workers = await Promise.all([stack.startWorker(), stack.startWorker()]);
    const id = await book(stack);
    expect(await stack.client.jobs.untilEnded(id)).toMatchObject({
      status: 'completed',
      progress: { segments_done: 60, segments_total: 60 },
      result: { segments_rendered: 60 },
    });
    const units = stack.logs.filter(({ msg }) => msg === 'unit done');
    const byWorker = workers.map(({ pid }) => units.filter((line) => line['pid'] === pid).length);
    expect(Math.min(...byWorker)).toBeGreaterThan(byWorker.reduce((sum, count) => sum + count, 0) / 4);
  });
});
