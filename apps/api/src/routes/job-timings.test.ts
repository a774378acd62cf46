import { describe, expect, it } from 'vitest';
import { type SentenceTiming, writeTimingLine } from '@lector/audio';
import { Timings } from '@lector/contract';
import { finishedJob, problemOf, result, startRig, type Rig } from '../test-rig/rig.js';

const SENTENCE: SentenceTiming = {
  start: 0,
  end: 9,
  startSeconds: 0.3,
  endSeconds: 1.2,
  text: 'Hello 世界!',
  precision: 'exact',
  words: [
    { start: 0, end: 5, startSeconds: 0.3, endSeconds: 0.7 },
    { start: 6, end: 8, startSeconds: 0.75, endSeconds: 1.2 },
  ],
};

/** A job that ended with timings, as a worker leaves it. */
async function timedJob(rig: Rig): Promise<string> {
  const { id } = await rig.client.jobs.create({ text: 'Hello', timings: 'sentence' });
  const [key, timings] = [rig.deps.audioKey(id, 1, 'wav'), rig.deps.timingsKey(id, 1)];
  rig.objects.set(key, Uint8Array.of(1));
  rig.objects.set(timings, new TextEncoder().encode(writeTimingLine(SENTENCE)));
  rig.store.run(id);
  const facts = { url: '', key: timings, precision: 'exact', level: 'word' } as const;
  rig.store.end(id, 'completed', { result: { ...result(key), timings: facts } });
  return id;
}

describe('GET /v1/jobs/{id}/timings', () => {
  const get = (rig: Rig, id: string, query = '', init: RequestInit = {}) =>
    fetch(`${rig.url}/v1/jobs/${id}/timings${query}`, init);

  it('tells sentences and words as JSON, in the offsets of the text', async () => {
    const rig = await startRig();
    const id = await timedJob(rig);
    const response = await get(rig, id);
    expect(response.headers.get('content-type')).toBe('application/json');
    const body: unknown = await response.json();
    expect(Timings.parse(body)).toEqual(body);
    expect(await rig.client.jobs.timings(id)).toEqual(body);
    expect(body).toMatchObject({
      precision: 'exact',
      level: 'word',
      sentences: [{ start: 0, text: 'Hello 世界!', words: [{ text: 'Hello' }, { start: 6, end: 8, text: '世界' }] }],
    });
  });

  it('writes subtitles, under a name to keep them by', async () => {
    const rig = await startRig();
    const id = await timedJob(rig);
    const srt = await get(rig, id, '?format=srt');
    expect(await srt.text()).toBe('1\n00:00:00,300 --> 00:00:01,200\nHello 世界!\n\n');
    expect(Object.fromEntries(srt.headers)).toMatchObject({
      'content-type': 'application/x-subrip; charset=utf-8',
      'content-disposition': `inline; filename="${id}.srt"`,
    });
    expect(await rig.client.jobs.subtitles(id, 'vtt')).toBe(
      'WEBVTT\n\n00:00:00.300 --> 00:00:01.200\nHello <00:00:00.750>世界!\n\n',
    );
  });

  it('answers 304 to a client that has this format, and HEAD without a body', async () => {
    const rig = await startRig();
    const id = await timedJob(rig);
    const tag = (await get(rig, id, '?format=srt', { method: 'HEAD' })).headers.get('etag') ?? '';
    expect((await get(rig, id, '?format=srt', { headers: { 'if-none-match': tag } })).status).toBe(304);
    expect((await get(rig, id, '?format=vtt', { headers: { 'if-none-match': tag } })).status).toBe(200);
  });

  it('is found from the job, until the audio is deleted and the timings with it', async () => {
    const rig = await startRig();
    const id = await timedJob(rig);
    expect((await rig.client.jobs.get(id)).result?.timings).toMatchObject({
      url: `/v1/jobs/${id}/timings`,
      precision: 'exact',
      level: 'word',
    });
    await rig.client.jobs.cancel(id);
    expect((await rig.client.jobs.get(id)).result).not.toHaveProperty('timings');
    expect((await problemOf(await get(rig, id))).code).toBe('audio_deleted');
    expect([...rig.objects.keys()].filter((key) => key.startsWith(`jobs/${id}/1/`))).toEqual([]);
  });

  it('says why there are none', async () => {
    const rig = await startRig();
    const { id } = await rig.client.jobs.create({ text: 'Hello', timings: 'none' });
    expect((await problemOf(await get(rig, id))).code).toBe('job_not_finished');
    expect((await problemOf(await get(rig, await finishedJob(rig)))).code).toBe('job_without_timings');
    expect((await problemOf(await get(rig, id, '?format=ass'))).code).toBe('invalid_request');
    expect((await problemOf(await get(rig, 'job_aaaaaaaaaaaaaaaa'))).code).toBe('not_found');
    const lost = await timedJob(rig);
    rig.objects.clear();
    expect((await problemOf(await get(rig, lost))).code).toBe('audio_deleted');
  });
});
