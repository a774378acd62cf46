import { describe, expect, it, vi } from 'vitest';
import { LectorConnectionError } from './errors.js';
import { followJob } from './job-events.js';
import { broken, cutAfter, problem, scripted, transport } from './transport.fixture.js';
import type { TransportDeps } from './transport.js';

describe('followJob', () => {
  const stream =
    (...frames: string[]) =>
    () =>
      new Response(new Blob(frames), { headers: { 'content-type': 'text/event-stream' } });
  const state = 'event: job.state\ndata: {"id":"job_1"}\n\n';
  const segment = (id: string) => `id: ${id}\nevent: job.segment\ndata: {"index":0}\n\n`;
  const end = 'id: 9-0\nevent: job.completed\ndata: {"id":"job_1"}\n\n';

  async function follow(deps: TransportDeps, options = {}) {
    const seen: string[] = [];
    for await (const event of followJob(deps, 'job_1', options)) seen.push(`${event.type} ${event.id}`);
    return seen;
  }

  it('ends with the terminal event', async () => {
    const { fetch } = scripted(stream(state, segment('1-0'), end, segment('10-0')));
    expect(await follow(transport(fetch))).toEqual(['job.state null', 'job.segment 1-0', 'job.completed 9-0']);
  });

  it('connects again from the last event seen when the connection breaks or ends early', async () => {
    const { fetch, requests } = scripted(
      cutAfter('retry: 40\n\n', state, segment('1-0')),
      broken,
      stream(state, segment('2-0')),
      stream(state, end),
    );
    const deps = transport(fetch);
    expect(await follow(deps)).toHaveLength(6);
    expect(requests.map(({ headers }) => headers.get('last-event-id'))).toEqual([null, '1-0', '1-0', '2-0']);
    expect(deps.slept).toHaveLength(3);
  });

  it('waits as long as the stream asked when it ends early', async () => {
    const { fetch } = scripted(stream('retry: 40\n\n', state), stream(end));
    const deps = transport(fetch);
    await follow(deps);
    expect(deps.slept).toEqual([40]);
  });

  it('ends quietly when there is nothing more to come', async () => {
    const { fetch, requests } = scripted(() => new Response(null, { status: 204 }));
    expect(await follow(transport(fetch), { after: '9-0' })).toEqual([]);
    expect(requests[0]?.headers.get('last-event-id')).toBe('9-0');
  });

  it('gives up on a job that is not there, and when no connection works', async () => {
    await expect(follow(transport(scripted(problem('not_found', 404)).fetch))).rejects.toMatchObject({
      code: 'not_found',
    });
    const down = scripted(broken, broken, broken);
    await expect(follow(transport(down.fetch))).rejects.toBeInstanceOf(LectorConnectionError);
    expect(down.requests).toHaveLength(3);
  });

  it('takes a connection that has gone silent for dead, and connects again', async () => {
    vi.useFakeTimers();
    try {
      const cancelled = vi.fn();
      const halfOpen = () =>
        new Response(
          new ReadableStream<Uint8Array>({
            start: (controller) => controller.enqueue(new TextEncoder().encode(state)),
            cancel: cancelled,
          }),
        );
      const { fetch, requests } = scripted(halfOpen, stream(state, end));
      const seen = follow(transport(fetch));
      await vi.advanceTimersByTimeAsync(44_000);
      expect(cancelled).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(2_000);
      expect(await seen).toEqual(['job.state null', 'job.state null', 'job.completed 9-0']);
      expect(cancelled).toHaveBeenCalledOnce();
      expect(requests).toHaveLength(2);
    } finally {
      vi.useRealTimers();
    }
  });
});
