import { describe, expect, it } from 'vitest';
import type { Language } from '@lector/contract';
import { SAMPLE_SENTENCES } from '../sample-sentences.js';
import { kokoroModel } from '../test-rig/kokoro.js';
import { AUDIO, problemOf, type Rig, result, startRig, until } from '../test-rig/rig.js';
import { sampleLanguage } from './voice-sample.js';

/** A worker that ends the job queued after `count` others. */
async function work(rig: Rig, count = 0): Promise<string> {
  const id = await until(() => rig.queued[count]);
  rig.objects.set('k', AUDIO);
  rig.store.run(id);
  rig.store.end(id, 'completed', { result: result('k') });
  return id;
}

const sample = (rig: Rig, id: string, query = '', headers: Record<string, string> = {}) =>
  fetch(`${rig.url}/v1/voices/${id}/sample${query}`, { headers });

const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

describe('GET /v1/voices/{id}/sample', () => {
  it('renders Lector’s own sentence in an interactive job, and keeps the audio', async () => {
    const rig = await startRig();
    const asked = sample(rig, 'tone', '?language=ja');
    const id = await work(rig);
    expect(rig.store.record(id)).toMatchObject({
      lane: 'interactive',
      tenant: 'default',
      text: { inline: SAMPLE_SENTENCES.ja },
      request: { voice: 'tone', language: 'ja', format: 'wav' },
    });
    const first = await asked;
    expect([first.status, first.headers.get('content-type')]).toEqual([200, 'audio/wav']);
    expect(await bytesOf(first)).toEqual(AUDIO);

    const second = await sample(rig, 'tone', '?language=ja');
    expect(await bytesOf(second)).toEqual(AUDIO);
    expect(await bytesOf(await sample(rig, 'default', '?language=ja'))).toEqual(AUDIO);
    expect(rig.queued).toHaveLength(1);
    expect([...rig.objects.keys()]).toContain('samples/tone/tone-ja');
  });

  it('may be kept by the client, who can ask whether it changed', async () => {
    const rig = await startRig();
    const asked = sample(rig, 'english');
    await work(rig);
    const { headers } = await asked;
    expect(headers.get('cache-control')).toBe('private, max-age=3600');
    const again = await sample(rig, 'english', '', { 'if-none-match': headers.get('etag') ?? '' });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const head = await fetch(`${rig.url}/v1/voices/english/sample`, { method: 'HEAD' });
    expect(head.headers.get('content-length')).toBe(String(AUDIO.length));
  });

  it('is made once for all who ask for it at the same time', async () => {
    const rig = await startRig();
    const asked = [sample(rig, 'tone'), sample(rig, 'tone'), sample(rig, 'default')];
    await work(rig);
    for (const response of await Promise.all(asked)) expect(await bytesOf(response)).toEqual(AUDIO);
    expect(rig.queued).toHaveLength(1);
  });

  it('of a blend is rendered like any job, and only its segments are kept', async () => {
    const rig = await startRig({ model: kokoroModel() });
    for (const count of [0, 1]) {
      const asked = rig.client.voices.sample('af_heart(2)+bm_george', { language: 'en' });
      const id = await work(rig, count);
      expect(rig.store.record(id).request.voice).toBe('af_heart(2)+bm_george');
      expect(await asked).toEqual(AUDIO);
    }
    expect([...rig.objects.keys()].filter((key) => key.startsWith('samples/'))).toEqual([]);
  });

  it('of a blend that is one listed voice is that voice’s', async () => {
    const rig = await startRig({ model: kokoroModel() });
    const asked = sample(rig, 'lena(3)', '?language=zh');
    await work(rig);
    expect((await asked).status).toBe(200);
    expect((await sample(rig, 'lena', '?language=zh')).status).toBe(200);
    expect(rig.queued).toHaveLength(1);
  });

  it('still answers when the audio cannot be kept', async () => {
    const rig = await startRig();
    const { objects } = rig.deps;
    Object.assign(objects, { put: () => Promise.reject(new Error('the store is full')) });
    const asked = sample(rig, 'tone');
    await work(rig);
    expect((await asked).status).toBe(200);
    expect(rig.log.join('')).toContain('could not be kept');
  });

  it('passes on what the job failed with, and tries again at the next call', async () => {
    const rig = await startRig();
    const asked = sample(rig, 'tone');
    const error = { code: 'engine_bad_output', title: 't', detail: 'silence', retryable: false } as const;
    rig.store.end(await until(() => rig.queued[0]), 'failed', { error });
    expect((await problemOf(await asked)).code).toBe('engine_bad_output');
    const again = sample(rig, 'tone');
    await work(rig, 1);
    expect((await again).status).toBe(200);
  });

  it('gives up after the time allowed and cancels the job', async () => {
    const rig = await startRig({ settings: { ttsTimeoutMs: 30 } });
    expect((await problemOf(await sample(rig, 'tone'))).code).toBe('timed_out');
    expect([...rig.store.records.values()].map(({ status }) => status)).toEqual(['cancelled']);
  });

  it.each([
    ['nobody', '', 404, 'not_found'],
    ['tone+', '', 404, 'not_found'],
    [`${'a'.repeat(200)}+b`, '', 404, 'not_found'],
    ['english', '?language=ja', 422, 'voice_language_unavailable'],
    ['tone', '?language=ko', 422, 'language_unavailable'],
    ['tone', '?language=fr', 422, 'language_unavailable'],
    ['korean', '', 422, 'voice_language_unavailable'],
    ['tone', '?language=', 400, 'invalid_request'],
    ['tone', '?lang=en', 400, 'invalid_request'],
  ])('of %s%s is refused with %d %s', async (id, query, status, code) => {
    const rig = await startRig(id.includes('+') ? { model: kokoroModel() } : {});
    const problem = await problemOf(await sample(rig, id, query));
    expect([problem.status, problem.code]).toEqual([status, code]);
    expect(rig.queued).toEqual([]);
  });
});

describe('the language of a sample', () => {
  const rooms: readonly Language[] = ['zh', 'en', 'ja'];
  const model = kokoroModel();

  it.each([
    ['zf_xiaobei', 'zh'],
    ['bm_george', 'en'],
    ['jf_alpha', 'ja'],
    ['lena', 'zh'],
    ['em_alex', 'en'],
    ['zf_xiaobei+jf_alpha', 'en'],
  ])('of %s is %s when none is asked for', (id, language) => {
    expect(sampleLanguage(model.voice(id), rooms, undefined)).toBe(language);
  });

  it('is one with a room, also for a voice that has others', () => {
    expect(sampleLanguage(model.voice('em_alex'), ['ja'], undefined)).toBe('ja');
  });
});
