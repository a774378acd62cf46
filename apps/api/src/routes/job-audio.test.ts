import { describe, expect, it } from 'vitest';
import { AUDIO, finishedJob, problemOf, startRig, type Rig } from '../test-rig/rig.js';

describe('GET /v1/jobs/{id}/audio', () => {
  const get = (rig: Rig, id: string, headers: Record<string, string> = {}, method = 'GET') =>
    fetch(`${rig.url}/v1/jobs/${id}/audio`, { method, headers, redirect: 'manual' });

  it('streams the audio with its type, name, size and tag', async () => {
    const rig = await startRig();
    const id = await finishedJob(rig);
    const response = await get(rig, id);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(AUDIO);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'audio/wav',
      'content-length': '100',
      'content-disposition': `inline; filename="${id}.wav"`,
      etag: `"${'ab'.repeat(32)}"`,
      'accept-ranges': 'bytes',
    });
    const head = await get(rig, id, {}, 'HEAD');
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '100']);
  });

  it('answers one range with 206 and a range outside with 416', async () => {
    const rig = await startRig();
    const id = await finishedJob(rig);
    const part = await get(rig, id, { range: 'bytes=10-19' });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 10-19/100']);
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(AUDIO.slice(10, 20));
    const end = await get(rig, id, { range: 'bytes=-5' });
    expect(new Uint8Array(await end.arrayBuffer())).toEqual(AUDIO.slice(95));
    const outside = await get(rig, id, { range: 'bytes=100-' });
    expect(outside.headers.get('content-range')).toBe('bytes */100');
    expect((await problemOf(outside)).code).toBe('range_not_satisfiable');
    const stale = await get(rig, id, { range: 'bytes=0-1', 'if-range': '"other"' });
    expect(stale.status).toBe(200);
    await stale.arrayBuffer();
  });

  it('answers 304 to a client that has it', async () => {
    const rig = await startRig();
    const id = await finishedJob(rig);
    const tag = `"${'ab'.repeat(32)}"`;
    for (const header of [tag, `W/${tag}`, `"other", W/${tag}`, '*']) {
      const unchanged = await get(rig, id, { 'if-none-match': header });
      expect([unchanged.status, unchanged.headers.get('etag')], header).toEqual([304, tag]);
    }
    expect((await get(rig, id, { 'if-none-match': 'W/"other"' }, 'HEAD')).status).toBe(200);
  });

  it('answers HEAD with the whole, whatever range it names', async () => {
    const rig = await startRig();
    const id = await finishedJob(rig);
    for (const range of ['bytes=10-19', 'bytes=100-']) {
      const head = await get(rig, id, { range }, 'HEAD');
      expect([head.status, head.headers.get('content-length'), head.headers.get('content-range')]).toEqual([
        200,
        '100',
        null,
      ]);
    }
  });

  it('redirects to a presigned address unless asked to stream', async () => {
    const rig = await startRig({ presigned: 'https://s3.example/audio?sig=1' });
    const id = await finishedJob(rig);
    const response = await get(rig, id);
    expect([response.status, response.headers.get('location')]).toEqual([
      302,
      'https://s3.example/audio?sig=1&method=GET',
    ]);
    expect((await get(rig, id, {}, 'HEAD')).headers.get('location')).toBe('https://s3.example/audio?sig=1&method=HEAD');
    expect(await rig.client.jobs.audio(id, { proxy: true })).toEqual(AUDIO);
  });

  it('says why there is none', async () => {
    const rig = await startRig();
    const { id } = await rig.client.jobs.create({ text: 'Hello' });
    await expect(rig.client.jobs.audio(id)).rejects.toMatchObject({ code: 'job_not_finished', status: 409 });
    rig.store.end(id, 'failed');
    await expect(rig.client.jobs.audio(id)).rejects.toMatchObject({ code: 'job_without_audio', status: 409 });
    const lost = await finishedJob(rig);
    rig.objects.clear();
    await expect(rig.client.jobs.audio(lost)).rejects.toMatchObject({ code: 'audio_deleted', status: 410 });
  });
});
