import { describe, expect, it } from 'vitest';
import { Job as JobSchema, JobAccepted as JobAcceptedSchema, JobList, type WebhookBody } from '@lector/contract';
import { jobLinks, type OutboxEvent } from '@lector/jobs';
import { backlogOf } from '../test-rig/backlog-of.js';
import { AUDIO, finishedJob, problemOf, result, startRig, until } from '../test-rig/rig.js';

describe('POST /v1/jobs', () => {
  it('answers 202 with the job, its address and a place in the queue', async () => {
    const rig = await startRig();
    const response = await rig.post('/v1/jobs', { text: 'Hello，今天天气真不错！', metadata: { order: '7' } });
    expect(response.status).toBe(202);
    const accepted = JobAcceptedSchema.parse(await response.json());
    expect(response.headers.get('location')).toBe(`/v1/jobs/${accepted.id}`);
    expect(accepted).toMatchObject({ status: 'queued', lane: 'bulk' });
    expect(rig.queued).toEqual([accepted.id]);
    expect(rig.store.records.get(accepted.id)).toMatchObject({
      tenant: 'default',
      pack: 'tone',
      text: { inline: 'Hello，今天天气真不错！' },
      characters: 14,
      request: { voice: 'tone', metadata: { order: '7' } },
    });
  });

  it('keeps a text of 2 kB and more in the object store', async () => {
    const rig = await startRig();
    const text = 'Hello. '.repeat(400);
    const { id } = await rig.client.jobs.create({ text });
    expect(rig.store.records.get(id)?.text).toEqual({ key: `jobs/${id}/text` });
    expect(new TextDecoder().decode(rig.objects.get(`jobs/${id}/text`))).toBe(text);
    expect(rig.objects.size).toBe(1);
    expect((await rig.client.jobs.get(id, { include: 'text' })).request['text']).toBe(text);
    expect((await rig.client.jobs.get(id)).request).not.toHaveProperty('text');
  });

  it('estimates when the job will be done, and takes it all the same when that fails', async () => {
    const charactersPerSecond = () => Promise.resolve(5);
    const backlog = () => Promise.resolve(backlogOf(40, 60));
    const rig = await startRig({ load: { charactersPerSecond, backlog } });
    expect((await rig.client.jobs.create({ text: 'Hello' })).eta_seconds).toBe(21);
    expect((await rig.client.jobs.create({ text: 'Hello', priority: 'interactive' })).eta_seconds).toBe(9);

    const broken = await startRig({ load: { charactersPerSecond, backlog: () => Promise.reject(new Error('away')) } });
    expect((await broken.client.jobs.create({ text: 'Hello' })).eta_seconds).toBeNull();
  });

  it('repeats its answer for the same idempotency key and refuses it for another request', async () => {
    let interactive = 0;
    const backlog = () => Promise.resolve(backlogOf((interactive += 100), 0));
    const rig = await startRig({ load: { backlog, charactersPerSecond: () => Promise.resolve(10) } });
    const headers = { 'idempotency-key': 'order-7' };
    const text = 'Hello. '.repeat(400);
    const webhook = { url: 'https://example.com/hook' };
    const first = await rig.post('/v1/jobs', { text, speed: 1, webhook }, headers);
    const said = await first.text();
    const { id } = JSON.parse(said) as { id: string };
    expect(JSON.parse(said)).toMatchObject({ eta_seconds: 290, webhook_secret: expect.stringMatching(/^whsec_/) });
    rig.store.run(id);
    rig.store.end(id, 'failed');
    const second = await rig.post('/v1/jobs', { webhook, speed: 1, text }, headers);
    expect(second.status).toBe(202);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
    expect(await second.text()).toBe(said);
    expect(rig.store.records.size).toBe(1);
    expect(rig.objects.size).toBe(1);
    const other = await problemOf(await rig.post('/v1/jobs', { text: 'Other' }, headers));
    expect(other.code).toBe('idempotency_key_reused');
    for (const key of ['', 'a b', 'k'.repeat(256), 'ключ'.normalize()]) {
      const response = await rig.post(
        '/v1/jobs',
        { text: 'a' },
        { 'idempotency-key': encodeURI(key).replace('%20', ' ') },
      );
      if (key === 'ключ') continue;
      expect((await problemOf(response)).code).toBe('invalid_request');
    }
  });

  it('answers 503 when the queue cannot take the job, and the same key then gives the same job', async () => {
    const rig = await startRig();
    const headers = { 'idempotency-key': 'k' };
    rig.state.queueDown = true;
    const refused = await rig.post('/v1/jobs', { text: 'Hello' }, headers);
    expect((await problemOf(refused)).code).toBe('queue_unavailable');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    rig.state.queueDown = false;
    const taken = await rig.post('/v1/jobs', { text: 'Hello' }, headers);
    const { id } = (await taken.json()) as { id: string };
    expect([...rig.store.records.keys()]).toEqual([id]);
    expect(rig.queued).toEqual([id]);
  });

  it('makes a webhook secret where none is given and never shows it again', async () => {
    const rig = await startRig();
    const webhook = { url: 'https://example.com/hook' };
    const made = await rig.client.jobs.create({ text: 'Hello', webhook });
    expect(made.webhook_secret).toMatch(/^whsec_/);
    expect(JSON.stringify(await rig.client.jobs.get(made.id))).not.toContain('whsec_');
    const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
    const given = await rig.client.jobs.create({ text: 'Hello', webhook: { ...webhook, secret } });
    expect(given).not.toHaveProperty('webhook_secret');
    expect(rig.store.records.get(given.id)?.webhookSecret).toBe(secret);
    expect(rig.store.records.get(given.id)?.request.webhook).toEqual(webhook);
  });

  it.each([
    ['empty text', { text: '' }, 422, 'empty_text', '/text'],
    ['only marks', { text: '。！？' }, 422, 'empty_text', '/text'],
    ['half a surrogate pair', '{"text":"a\\ud83d"}', 422, 'invalid_text', '/text'],
    ['a control character', { text: 'a\u0000b' }, 422, 'invalid_text', '/text'],
    ['too much text', { text: 'a'.repeat(10_001) }, 413, 'text_too_long', '/text'],
    ['an unknown voice', { text: 'Hello', voice: 'nobody' }, 422, 'unknown_voice', '/voice'],
    ['Korean text', { text: 'Hello 안녕하세요' }, 422, 'language_unavailable', '/text'],
    ['Korean asked for', { text: 'Hello', language: 'ko' }, 422, 'language_unavailable', '/language'],
    [
      'a rate the format has not',
      { text: 'Hello', format: 'opus', sample_rate: 44_100 },
      422,
      'sample_rate_unavailable',
      '/sample_rate',
    ],
    ['a format not known', { text: 'Hello', format: 'midi' }, 400, 'invalid_request', '/format'],
    ['timings the model cannot give', { text: 'Hello', timings: 'word' }, 422, 'timings_unavailable', '/timings'],
    ['a lexicon nobody made', { text: 'Hello', lexicons: ['names'] }, 422, 'unknown_lexicon', '/lexicons/0'],
    ['what is no name of one', { text: 'Hello', lexicons: ['Names'] }, 400, 'invalid_request', '/lexicons/0'],
    ['SSML without words', { ssml: '<speak/>' }, 422, 'empty_text', '/ssml'],
    ['SSML that is no XML', { ssml: '<speak>Hello' }, 422, 'invalid_ssml', '/ssml'],
    ['SSML with a document type', { ssml: '<!DOCTYPE speak><speak>a</speak>' }, 422, 'invalid_ssml', '/ssml'],
    ['text and SSML', { text: 'a', ssml: '<speak>a</speak>' }, 400, 'invalid_request', '/ssml'],
    ['Korean in SSML', { ssml: '<speak>안녕하세요</speak>' }, 422, 'language_unavailable', '/ssml'],
    ['a pause too long', { text: 'Hello [pause:60s]' }, 422, 'invalid_markup', '/text'],
    ['an unknown voice in a tag', { text: 'Hello [voice:nobody] you' }, 422, 'unknown_voice', '/text'],
    [
      'a voice of SSML that does not speak its text',
      { ssml: '<speak>Hello <voice name="english">こんにちは</voice></speak>' },
      422,
      'voice_language_unavailable',
      '/ssml',
    ],
    [
      'a rate of SSML that the speed takes too far',
      { ssml: '<speak><prosody rate="x-fast">Hello</prosody></speak>', speed: 3 },
      422,
      'invalid_ssml',
      '/ssml',
    ],
    ['another pack', { text: 'Hello', pack: 'other' }, 422, 'unknown_pack', '/pack'],
    ['no text', {}, 400, 'invalid_request', '/text'],
    ['an unknown field', { text: 'Hello', colour: 'red' }, 400, 'invalid_request', '/colour'],
    ['a list', [], 400, 'invalid_request', ''],
    [
      'a private webhook',
      { text: 'Hello', webhook: { url: 'http://169.254.169.254/' } },
      422,
      'webhook_target_refused',
      '/webhook/url',
    ],
  ])('refuses %s with its problem and pointer', async (_name, body, status, code, pointer) => {
    const rig = await startRig();
    const response = await rig.post('/v1/jobs', body);
    const problem = await problemOf(response);
    expect([response.status, problem.code]).toEqual([status, code]);
    expect(problem.errors?.map((error) => error.pointer)).toContain(pointer);
    expect(rig.store.records.size).toBe(0);
    expect(rig.objects.size).toBe(0);
  });

  it('refuses a voice that does not speak a language of the text', async () => {
    const rig = await startRig();
    const problem = await problemOf(await rig.post('/v1/jobs', { text: 'Hello こんにちは', voice: 'english' }));
    expect(problem.code).toBe('voice_language_unavailable');
    expect(problem.detail).toContain('language=ja, offset=6');
  });
});

describe('a job of SSML', () => {
  const ssml = '<speak>Hello <voice name="english">there</voice></speak>';

  it('keeps it as SSML, shows it as such, and so does one that repeats it', async () => {
    const rig = await startRig();
    const { id } = await rig.client.jobs.create({ ssml });
    expect(rig.store.records.get(id)).toMatchObject({
      text: { inline: ssml, format: 'ssml' },
      characters: ssml.length,
    });
    expect(rig.store.records.get(id)?.request).not.toHaveProperty('ssml');
    const { request } = await rig.client.jobs.get(id, { include: 'text' });
    expect([request['ssml'], request['text']]).toEqual([ssml, undefined]);
    rig.store.end(id, 'failed');
    const again = await rig.client.jobs.retry(id);
    expect(rig.store.records.get(again.id)?.text).toEqual({ inline: ssml, format: 'ssml' });
  });

  it('is another one than a job of the same characters as text', async () => {
    const rig = await startRig();
    const headers = { 'idempotency-key': 'k' };
    await rig.post('/v1/jobs', { ssml }, headers);
    expect((await problemOf(await rig.post('/v1/jobs', { text: ssml }, headers))).code).toBe('idempotency_key_reused');
  });
});

describe('GET /v1/jobs/{id}', () => {
  it('shows the job as the contract says', async () => {
    const rig = await startRig({ settings: { publicUrl: 'https://tts.example' } });
    const { id } = await rig.client.jobs.create({ text: 'Hello' });
    rig.store.end(id, 'completed', { result: result('k') });
    const job = await rig.client.jobs.get(id);
    expect(JobSchema.parse(job)).toEqual(job);
    expect(job.result?.audio?.url).toBe(`https://tts.example/v1/jobs/${id}/audio`);
  });

  it('with `wait` answers the moment the job ends', async () => {
    const rig = await startRig();
    const { id } = await rig.client.jobs.create({ text: 'Hello' });
    const waiting = rig.client.jobs.get(id, { wait: 60 });
    await until(() => (rig.store.listeners.get(id)?.size ?? 0) > 0);
    rig.store.run(id);
    rig.store.end(id, 'failed');
    expect((await waiting).status).toBe('failed');
    expect(rig.store.listeners.get(id)?.size).toBe(0);
  });

  it('with `wait` answers at the time when it has not ended', async () => {
    const rig = await startRig();
    const { id } = await rig.client.jobs.create({ text: 'Hello' });
    expect((await rig.client.jobs.get(id, { wait: 0.05 })).status).toBe('queued');
  });

  it('lets go of a waiter whose client has left', async () => {
    const rig = await startRig();
    const { id } = await rig.client.jobs.create({ text: 'Hello' });
    const leaving = new AbortController();
    const waiting = rig.client.jobs.get(id, { wait: 60, signal: leaving.signal });
    await until(() => (rig.store.listeners.get(id)?.size ?? 0) > 0);
    leaving.abort();
    await expect(waiting).rejects.toThrow(/abort/i);
    await until(() => rig.store.listeners.get(id)?.size === 0);
  });

  it('answers 503 with Retry-After while the queue is away', async () => {
    const rig = await startRig();
    const { id } = await rig.client.jobs.create({ text: 'Hello' });
    rig.store.down = true;
    await expect(rig.client.jobs.get(id)).rejects.toMatchObject({ code: 'queue_unavailable', retryAfterSeconds: 5 });
  });
});

describe('GET /v1/jobs', () => {
  it('leaves out what makes a result long', async () => {
    const rig = await startRig();
    const id = await finishedJob(rig);
    const list = await rig.client.jobs.list();
    expect(JobList.parse(list)).toEqual(list);
    const [job] = list.jobs;
    expect(job?.result).not.toHaveProperty('spans');
    expect(job?.result).not.toHaveProperty('needs_review');
    const { spans: _spans, needs_review: _needsReview, ...rest } = (await rig.client.jobs.get(id)).result ?? {};
    expect(job?.result).toEqual(rest);
  });

  it('pages newest first', async () => {
    const rig = await startRig();
    const made: string[] = [];
    for (let index = 0; index < 5; index += 1) made.unshift((await rig.client.jobs.create({ text: 'Hello' })).id);
    const first = await rig.client.jobs.list({ limit: 3 });
    const second = await rig.client.jobs.list({ limit: 3, cursor: first.next_cursor ?? '' });
    expect([...first.jobs, ...second.jobs].map(({ id }) => id)).toEqual(made);
    expect(second.next_cursor).toBeNull();
  });
});

describe('DELETE /v1/jobs/{id}', () => {
  it('deletes what every attempt has stored, and neither text nor plan', async () => {
    const rig = await startRig();
    const { id } = await rig.client.jobs.create({ text: 'Hello. '.repeat(400) });
    const keys = [1, 2, 3].map((fence) => rig.deps.audioKey(id, fence, 'wav'));
    for (const key of keys) rig.objects.set(key, AUDIO);
    rig.objects.set(`jobs/${id}/plan.json`, AUDIO);
    rig.store.put({ ...rig.store.record(id), fence: 3 });
    rig.store.end(id, 'completed', { result: result(keys[1] ?? '') });
    await rig.client.jobs.cancel(id);
    expect([...rig.objects.keys()].sort()).toEqual([`jobs/${id}/plan.json`, `jobs/${id}/text`]);
  });

  it('cancels a waiting job at once and takes it out of the queue', async () => {
    const rig = await startRig();
    const { id } = await rig.client.jobs.create({ text: 'Hello' });
    const job = await rig.client.jobs.cancel(id);
    expect([job.status, job.error?.code]).toEqual(['cancelled', 'cancelled']);
    expect(rig.removed).toEqual([id]);
    expect((await rig.client.jobs.cancel(id)).status).toBe('cancelled');
  });

  it('tells the webhook addresses that can be followed, also where no public one is configured', async () => {
    const told: (OutboxEvent | null)[] = [];
    const linksOf = async (publicUrl: string) => {
      const rig = await startRig({ settings: { publicUrl } });
      const port = { ...rig.store.port };
      rig.store.port.cancel = (id, options) => {
        told.push(options.event);
        return port.cancel(id, options);
      };
      const webhook = { url: 'https://example.com/hook' };
      const { id } = await rig.client.jobs.create({ text: 'Hello', webhook });
      await rig.client.jobs.cancel(id);
      const { data } = JSON.parse(told.at(-1)?.body ?? '') as WebhookBody;
      return { id, url: rig.url, links: data.links };
    };
    const own = await linksOf('');
    expect(own.links).toEqual(jobLinks(own.id, own.url));
    expect((await fetch(own.links.self)).status).toBe(200);
    const configured = await linksOf('https://tts.example');
    expect(configured.links).toEqual(jobLinks(configured.id, 'https://tts.example'));
  });

  it('asks the worker of a running job to stop', async () => {
    const rig = await startRig();
    const { id } = await rig.client.jobs.create({ text: 'Hello' });
    rig.store.run(id);
    const response = await fetch(`${rig.url}/v1/jobs/${id}`, { method: 'DELETE' });
    expect([response.status, ((await response.json()) as { status: string }).status]).toEqual([202, 'running']);
    expect(rig.store.records.get(id)?.cancelRequested).toBe(true);
  });

  it('deletes the audio of a finished job, as often as it is asked', async () => {
    const rig = await startRig();
    const id = await finishedJob(rig);
    for (let time = 0; time < 2; time += 1) {
      const job = await rig.client.jobs.cancel(id);
      expect([job.status, job.result?.audio]).toEqual(['completed', null]);
    }
    expect([...rig.objects.keys()]).toEqual([]);
    await expect(rig.client.jobs.audio(id)).rejects.toMatchObject({ code: 'audio_deleted', status: 410 });
  });
});

describe('POST /v1/jobs/{id}/retry', () => {
  it('makes a new job of the same request and leaves the old one', async () => {
    const rig = await startRig();
    const webhook = { url: 'https://example.com/hook' };
    const { id } = await rig.client.jobs.create({ text: 'Hello. '.repeat(400), speed: 2, webhook });
    await expect(rig.client.jobs.retry(id)).rejects.toMatchObject({ code: 'job_not_finished', status: 409 });
    rig.store.end(id, 'failed');
    const again = await rig.client.jobs.retry(id);
    expect(again.id).not.toBe(id);
    // Its receiver knows it, and whoever submitted the first job was shown it; nobody is a second time.
    expect(again).not.toHaveProperty('webhook_secret');
    expect(rig.store.record(again.id).webhookSecret).toBe(rig.store.record(id).webhookSecret);
    const job = await rig.client.jobs.get(again.id, { include: 'text' });
    expect(job).toMatchObject({ retry_of: id, status: 'queued', request: { speed: 2, text: 'Hello. '.repeat(400) } });
    expect((await rig.client.jobs.get(id)).status).toBe('failed');
    rig.store.end(again.id, 'failed');
    expect(await rig.client.jobs.retry(again.id)).not.toHaveProperty('webhook_secret');
  });
});
