import { describe, expect, it } from 'vitest';
import { Capacity, LectorError } from '@lector/contract';
import { backlogOf } from '../test-rig/backlog-of.js';
import { problemOf, startRig } from '../test-rig/rig.js';

const worker = (id: string, pack: string, charactersPerSecond: number | null) => ({
  id,
  pack,
  sinceMs: 0,
  slots: 2,
  charactersPerSecond,
});

describe('GET /v1/capacity', () => {
  it('tells of each pack its workers, slots, queue and speed', async () => {
    const { client } = await startRig({
      load: {
        workers: () => Promise.resolve([worker('a', 'tone', 10.04), worker('b', 'tone', null), worker('c', 'else', 5)]),
        slotsInUse: (pack) => Promise.resolve(pack === 'tone' ? 3 : 0),
        backlog: (pack) => Promise.resolve(pack === 'tone' ? backlogOf(20, 180) : backlogOf(0, 0)),
      },
    });
    const capacity = Capacity.parse(await client.capacity());
    expect(capacity.packs).toEqual([
      {
        name: 'tone',
        default: true,
        served: true,
        workers: 2,
        slots: 4,
        slots_in_use: 3,
        lanes: { interactive: { queued_characters: 20 }, bulk: { queued_characters: 180 } },
        queued_characters: 200,
        characters_per_second: 10,
        backlog_seconds: 20,
      },
      expect.objectContaining({ name: 'else', default: false, served: false, workers: 1, backlog_seconds: 0 }),
    ]);
    expect(capacity.workers[0]).toEqual({
      id: 'a',
      pack: 'tone',
      since: '1970-01-01T00:00:00.000Z',
      slots: 2,
      characters_per_second: 10,
    });
  });

  it('knows a pack nobody holds, and makes up no time for what waits for it', async () => {
    const { client } = await startRig({ load: { backlog: () => Promise.resolve(backlogOf(0, 9)) } });
    const [pack] = (await client.capacity()).packs;
    expect(pack).toMatchObject({ workers: 0, slots: 0, characters_per_second: null, backlog_seconds: null });
  });

  it('answers 503 while Redis is away', async () => {
    const away = () => Promise.reject(new LectorError('queue_unavailable', 'could not reach it'));
    const { url } = await startRig({ load: { workers: away } });
    expect((await problemOf(await fetch(`${url}/v1/capacity`))).status).toBe(503);
  });
});
