import { describe, expect, it } from 'vitest';
import { TtsResponse } from '@lector/contract';
import { AUDIO, problemOf, result, startRig, until, type Rig } from '../test-rig/rig.js';

describe('POST /tts', () => {
  const work = async (rig: Rig, act: (id: string) => void) => {
    act(await until(() => rig.queued[0]));
  };

  it('answers with the audio of an interactive job', async () => {
    const rig = await startRig();
    const asked = rig.post('/tts', { text: 'Hello', speaker: 'default', language: 'en' });
    await work(rig, (id) => {
      expect(rig.store.records.get(id)).toMatchObject({
        lane: 'interactive',
        request: { format: 'wav', language: 'en' },
      });
      rig.objects.set('k', AUDIO);
      rig.store.end(id, 'completed', { result: result('k') });
    });
    const spoken = TtsResponse.parse(await (await asked).json());
    expect(new Uint8Array(Buffer.from(spoken.audio_base64, 'base64'))).toEqual(AUDIO);
    expect(spoken).toMatchObject({
      format: 'wav',
      sample_rate: 24_000,
      duration: 1.5,
      voice: 'tone',
      job_id: rig.queued[0],
    });
  });

  it('passes on what the job failed with', async () => {
    const rig = await startRig();
    const asked = rig.post('/tts', { text: 'Hello' });
    const error = { code: 'engine_bad_output', title: 't', detail: 'silence', retryable: false } as const;
    await work(rig, (id) => rig.store.end(id, 'failed', { error }));
    const problem = await problemOf(await asked);
    expect([problem.status, problem.code]).toEqual([500, 'engine_bad_output']);
  });

  it('gives up after the time allowed and cancels the job', async () => {
    const rig = await startRig({ settings: { ttsTimeoutMs: 30 } });
    const problem = await problemOf(await rig.post('/tts', { text: 'Hello' }));
    expect(problem.code).toBe('timed_out');
    expect([...rig.store.records.values()].map(({ status }) => status)).toEqual(['cancelled']);
  });

  it('cancels the job of a client that hangs up', async () => {
    const rig = await startRig();
    const leaving = new AbortController();
    const asked = rig.client.tts({ text: 'Hello' }, { signal: leaving.signal });
    asked.catch(() => undefined);
    await work(rig, () => leaving.abort());
    await until(() => [...rig.store.records.values()].every(({ status }) => status === 'cancelled'));
  });

  it('cancels the job it could not queue', async () => {
    const rig = await startRig();
    rig.state.queueDown = true;
    expect((await rig.post('/tts', { text: 'Hello' })).status).toBe(503);
    expect([...rig.store.records.values()].map(({ status }) => status)).toEqual(['cancelled']);
  });

  it('refuses more than 4096 characters, and other fields', async () => {
    const rig = await startRig();
    expect((await problemOf(await rig.post('/tts', { text: '好'.repeat(4097) }))).code).toBe('text_too_long');
    expect((await problemOf(await rig.post('/tts', { text: 'a', voice: 'b' }))).errors?.[0]?.pointer).toBe('/voice');
  });
});
