import { describe, expect, it } from 'vitest';
import { TtsResponse } from '@lector/contract';
import { kokoroModel } from '../test-rig/kokoro.js';
import { AUDIO, problemOf, result, startRig, until, type Rig } from '../test-rig/rig.js';

describe('POST /tts', () => {
  const work = async (rig: Rig, act: (id: string) => void) => {
    act(await until(() => rig.queued[0]));
  };

  it('answers with the audio of an interactive job', async () => {
    const rig = await startRig();
    const asked = rig.post('/tts', { text: 'Hello', speaker: 'default', language: 'en', emoji: 'name' });
    await work(rig, (id) => {
      expect(rig.store.records.get(id)).toMatchObject({
        lane: 'interactive',
        request: { format: 'wav', language: 'en', emoji: 'name' },
      });
      rig.objects.set('k', AUDIO);
      rig.store.end(id, 'completed', { result: result('k') });
    });
    // Nobody else can have queued it: no look at what the queue holds of it.
    expect(rig.queuedAsNew).toEqual(rig.queued);
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

  it('still answers with the audio when the process begins to end', async () => {
    const rig = await startRig();
    const asked = rig.client.tts({ text: 'Hello' });
    await work(rig, (id) => {
      rig.closing.abort();
      rig.objects.set('k', AUDIO);
      rig.store.end(id, 'completed', { result: result('k') });
    });
    expect((await asked).job_id).toBe(rig.queued[0]);
  });

  it('tells its caller when the process ends before the job does, and leaves the job alone', async () => {
    const rig = await startRig();
    const asked = rig.post('/tts', { text: 'Hello' });
    await work(rig, () => {
      rig.closing.abort();
      rig.drainOver.abort();
    });
    const response = await asked;
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    const problem = await problemOf(response);
    expect([problem.status, problem.code]).toEqual([503, 'not_ready']);
    expect(problem.detail).toContain(rig.queued[0]);
    expect([...rig.store.records.values()].map(({ status }) => status)).toEqual(['queued']);
  });

  it('cancels the job of a client that hangs up while the process ends', async () => {
    const rig = await startRig();
    const leave = new AbortController();
    const asked = rig.client.tts({ text: 'Hello' }, { signal: leave.signal });
    asked.catch(() => undefined);
    await work(rig, () => {
      rig.closing.abort();
      leave.abort();
    });
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
    const long = await problemOf(await rig.post('/tts', { text: '好'.repeat(4097) }));
    expect(long.code).toBe('text_too_long');
    expect(long.detail).toMatch(/4097 characters \(Unicode code points\) and may have 4096.*\/v1\/jobs/);
    expect((await problemOf(await rig.post('/tts', { text: 'a', voice: 'b' }))).errors?.[0]?.pointer).toBe('/voice');
  });

  it.each([
    [{ text: 'Hello', speaker: 'nobody' }, 'unknown_voice', '/speaker'],
    [{ text: '你好', speaker: 'english' }, 'voice_language_unavailable', '/speaker'],
    [{ text: 'Hello', language: 'ko' }, 'language_unavailable', '/language'],
    [{ text: '안녕' }, 'language_unavailable', '/text'],
    [{ text: '...' }, 'empty_text', '/text'],
    [{ text: 'a\u0000' }, 'invalid_text', '/text'],
    [{ text: 'Hello', speed: 9 }, 'invalid_request', '/speed'],
  ])('refuses %j with %s at a field of its own', async (body, code, pointer) => {
    const rig = await startRig();
    const problem = await problemOf(await rig.post('/tts', body));
    expect([problem.code, problem.errors?.map((error) => error.pointer)]).toEqual([code, [pointer]]);
  });

  it('refuses a blend that cannot be read at its own field as well', async () => {
    const rig = await startRig({ model: kokoroModel() });
    const problem = await problemOf(await rig.post('/tts', { text: 'Hello', speaker: 'mira(0)+hugo' }));
    expect([problem.code, problem.errors?.[0]?.pointer]).toEqual(['invalid_voice_blend', '/speaker']);
  });
});
