import { describe, expect, it } from 'vitest';
import { finishedJob, result, startRig, until } from '../test-rig/rig.js';

describe('GET /v1/jobs/{id}/events', () => {
  const types = async (events: AsyncIterable<{ type: string; id: string | null }>) => {
    const seen: string[] = [];
    for await (const event of events) seen.push(`${event.type} ${event.id}`);
    return seen;
  };

  it('starts with the whole job, tells what happens and ends with the end', async () => {
    const rig = await startRig();
    const { id } = await rig.client.jobs.create({ text: 'Hello' });
    rig.store.say(id, 'job.progress', { percent: 10 });
    const events = rig.client.jobs.events(id);
    const state = await events.next();
    expect(state.value).toMatchObject({ type: 'job.state', id: '1-0', data: { id, status: 'queued' } });
    rig.store.say(id, 'job.segment', { index: 0 });
    rig.store.end(id, 'completed', { result: result('k') });
    expect(await types(events)).toEqual(['job.segment 2-0', 'job.completed 3-0']);
  });

  it('gives an ended job as its state and its end', async () => {
    const rig = await startRig();
    const { id } = await rig.client.jobs.create({ text: 'Hello' });
    rig.store.say(id, 'job.segment', { index: 0 });
    rig.store.end(id, 'failed');
    expect(await types(rig.client.jobs.events(id))).toEqual(['job.state 1-0', 'job.failed 2-0']);
  });

  it('replays what came after Last-Event-ID, or everything after 0', async () => {
    const rig = await startRig();
    const { id } = await rig.client.jobs.create({ text: 'Hello' });
    for (const index of [0, 1, 2]) rig.store.say(id, 'job.segment', { index });
    rig.store.end(id, 'completed');
    expect(await types(rig.client.jobs.events(id, { after: '2-0' }))).toEqual([
      'job.state 2-0',
      'job.segment 3-0',
      'job.completed 4-0',
    ]);
    expect(await types(rig.client.jobs.events(id, { after: '0' }))).toHaveLength(5);
    const byQuery = await (await fetch(`${rig.url}/v1/jobs/${id}/events?after=3-0`)).text();
    expect(byQuery.match(/^event: .*$/gm)).toEqual(['event: job.state', 'event: job.completed']);
  });

  it('tells a browser that reconnects after the end to stop', async () => {
    const rig = await startRig();
    const id = await finishedJob(rig);
    const response = await fetch(`${rig.url}/v1/jobs/${id}/events`, { headers: { 'last-event-id': '1-0' } });
    expect(response.status).toBe(204);
  });

  it('ends from the record where the stored events are gone', async () => {
    const rig = await startRig();
    const id = await finishedJob(rig);
    rig.store.streams.clear();
    const seen = rig.client.jobs.events(id);
    await seen.next();
    expect((await seen.next()).value).toMatchObject({
      type: 'job.completed',
      id: null,
      data: { id, status: 'completed' },
    });
  });

  it('stays open while the queue is away and goes on afterwards', async () => {
    const rig = await startRig({ settings: { sse: { lookMs: 10, heartbeatMs: 15 } } });
    const { id } = await rig.client.jobs.create({ text: 'Hello' });
    const response = await fetch(`${rig.url}/v1/jobs/${id}/events`);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    if (response.body === null) throw new Error('no body');
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const readUntil = async (what: string) => {
      while (!text.includes(what)) {
        const { done, value } = await reader.read();
        if (done) throw new Error(`the stream ended without ${what}`);
        text += value;
      }
    };
    await readUntil('event: job.state');
    rig.store.down = true;
    text = '';
    await readUntil(': still here');
    rig.store.down = false;
    rig.store.end(id, 'cancelled');
    await readUntil('event: job.cancelled');
    expect((await reader.read()).done).toBe(true);
  });

  it('stops watching when the reader leaves', async () => {
    const rig = await startRig();
    const { id } = await rig.client.jobs.create({ text: 'Hello' });
    for await (const event of rig.client.jobs.events(id)) if (event.type === 'job.state') break;
    await until(() => rig.store.listeners.get(id)?.size === 0);
  });
});
