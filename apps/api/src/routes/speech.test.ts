import OpenAI, {
  APIError,
  AuthenticationError,
  BadRequestError,
  InternalServerError,
  UnprocessableEntityError,
} from 'openai';
import { describe, expect, it } from 'vitest';
import { WAV_HEADER_BYTES } from '@lector/audio';
import { LectorError } from '@lector/contract';
import { kokoroModel } from '../test-rig/kokoro.js';
import { finishSegment, plan, RATE } from '../test-rig/play-segments.js';
import { problemOf, result, startRig, until, type Rig } from '../test-rig/rig.js';

const openai = (rig: Rig, apiKey = 'any', maxRetries = 0) =>
  new OpenAI({ baseURL: `${rig.url}/v1`, apiKey, maxRetries });

const ASKED = { model: 'tts-1', voice: 'default', input: 'Hello', response_format: 'pcm' } as const;

const jobOf = (rig: Rig) => until(() => rig.queued[0]);
const statuses = (rig: Rig) => [...rig.store.records.values()].map(({ status }) => status);

/** How a call failed. */
async function failure(call: PromiseLike<unknown>): Promise<APIError> {
  const error = await call.then(
    () => new Error('it was answered'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof APIError) return error;
  throw new Error('no error of the client', { cause: error });
}

async function bytesOf(response: Response): Promise<Buffer> {
  return Buffer.from(await response.arrayBuffer());
}

describe('POST /v1/audio/speech', () => {
  it('sends each segment as soon as it is finished, long before the job is', async () => {
    const rig = await startRig();
    const asked = openai(rig).audio.speech.create(ASKED);
    const id = await jobOf(rig);
    expect(rig.store.record(id)).toMatchObject({ lane: 'interactive', request: { voice: 'tone', format: 'wav' } });
    // Nobody else can have queued it: no look at what the queue holds of it.
    expect(rig.queuedAsNew).toEqual([id]);
    plan(rig, id, 2);
    const first = finishSegment(rig, id, 0, 120);
    const response = await asked;
    expect(response.headers.get('content-type')).toBe('audio/pcm');
    expect(response.headers.get('x-job-id')).toBe(id);
    const reader = response.body!.getReader();
    let heard = Buffer.alloc(0);
    while (heard.length < first.length) heard = Buffer.concat([heard, (await reader.read()).value!]);
    expect(heard.equals(first)).toBe(true);
    expect(rig.store.record(id).status).toBe('running');
    const second = finishSegment(rig, id, 1);
    expect(Buffer.from((await reader.read()).value!).equals(second)).toBe(true);
    expect((await reader.read()).done).toBe(true);
    // Nothing waits for the file of the job, and the job is left to come to its own end.
    expect(rig.store.record(id)).toMatchObject({ status: 'running', cancelRequested: false });
  });

  it('keeps the order of the text, in whatever order units finish', async () => {
    const rig = await startRig();
    const asked = openai(rig).audio.speech.create({ ...ASKED, response_format: 'wav' });
    const id = await jobOf(rig);
    plan(rig, id, 4);
    const told = new Map([2, 3, 1, 0].map((index) => [index, finishSegment(rig, id, index, index * 10)]));
    const wav = await bytesOf(await asked);
    const pcm = Buffer.concat([0, 1, 2, 3].map((index) => told.get(index)!));
    expect(wav.subarray(0, 4).toString()).toBe('RIFF');
    expect(wav.readUInt32LE(24)).toBe(RATE);
    expect(wav.subarray(WAV_HEADER_BYTES).equals(pcm)).toBe(true);
  });

  it('sends a job whose segments were all there already', async () => {
    const rig = await startRig();
    const asked = openai(rig).audio.speech.create(ASKED);
    const id = await jobOf(rig);
    plan(rig, id, 1);
    const only = finishSegment(rig, id, 0);
    rig.store.end(id, 'completed', { result: result('k') });
    expect((await bytesOf(await asked)).equals(only)).toBe(true);
  });

  it('cancels the job of a client that leaves, before the first segment and after it', async () => {
    for (const heard of [false, true]) {
      const rig = await startRig();
      const leaving = new AbortController();
      const asked = openai(rig).audio.speech.create(ASKED, { signal: leaving.signal });
      asked.catch(() => undefined);
      const id = await jobOf(rig);
      plan(rig, id, 3);
      if (heard) {
        finishSegment(rig, id, 0);
        await (await asked).body!.getReader().read();
      }
      leaving.abort();
      await until(() => rig.store.record(id).cancelRequested);
    }
  });

  it('tells what the job failed with before the first segment, and only what may pass is tried again', async () => {
    const rig = await startRig();
    const asked = failure(openai(rig, 'any', 2).audio.speech.create(ASKED));
    const id = await jobOf(rig);
    const error = { code: 'engine_bad_output', title: 't', detail: 'silence', retryable: false } as const;
    rig.store.end(id, 'failed', { error });
    const told = await asked;
    expect(told).toBeInstanceOf(InternalServerError);
    expect(told).toMatchObject({ status: 500, code: 'engine_bad_output', type: 'server_error' });
    expect(told.requestID).toMatch(/^req_/);
    expect(rig.queued).toHaveLength(1);
  });

  it('cuts the connection when the job fails under way, so that nobody takes the part for the whole', async () => {
    const rig = await startRig();
    const asked = openai(rig).audio.speech.create(ASKED);
    const id = await jobOf(rig);
    plan(rig, id, 2);
    finishSegment(rig, id, 0);
    const response = await asked;
    const error = { code: 'engine_hung', title: 't', detail: 'd', retryable: true } as const;
    rig.store.end(id, 'failed', { error });
    await expect(response.arrayBuffer()).rejects.toThrow(/terminated/);
  });

  it('gives up a job whose next segment does not come', async () => {
    const rig = await startRig({ settings: { ttsTimeoutMs: 40 } });
    expect(await failure(openai(rig).audio.speech.create(ASKED))).toMatchObject({ status: 504, code: 'timed_out' });
    expect(statuses(rig)).toEqual(['cancelled']);
  });

  it('goes on through an outage of the queue', async () => {
    const rig = await startRig();
    const asked = openai(rig).audio.speech.create(ASKED);
    const id = await jobOf(rig);
    plan(rig, id, 2);
    const first = finishSegment(rig, id, 0);
    const response = await asked;
    rig.store.down = true;
    const second = finishSegment(rig, id, 1);
    const rest = bytesOf(response);
    await expect(rig.client.jobs.list()).rejects.toMatchObject({ code: 'queue_unavailable' });
    rig.store.down = false;
    expect((await rest).equals(Buffer.concat([first, second]))).toBe(true);
  });

  it('tells its caller when the process ends first, and leaves the job alone', async () => {
    const rig = await startRig();
    const asked = failure(openai(rig).audio.speech.create(ASKED));
    await jobOf(rig);
    rig.closing.abort();
    rig.drainOver.abort();
    expect(await asked).toMatchObject({ status: 503, code: 'not_ready' });
    expect(statuses(rig)).toEqual(['queued']);
  });

  it('cancels the job it could not queue, and the one it has no encoder for', async () => {
    const rig = await startRig({
      ffmpeg: () => Promise.reject(new LectorError('encoder_unavailable', 'there is none')),
    });
    const call = () => openai(rig).audio.speech.create({ ...ASKED, response_format: 'mp3' });
    expect(await failure(call())).toMatchObject({ status: 503, code: 'encoder_unavailable' });
    rig.state.queueDown = true;
    expect(await failure(call())).toMatchObject({ status: 503, code: 'queue_unavailable' });
    expect(statuses(rig)).toEqual(['cancelled', 'cancelled']);
  });
});

describe('POST /v1/audio/speech as events', () => {
  const events = (body: string) =>
    body
      .trim()
      .split('\n\n')
      .map((frame) => JSON.parse(/^data: (.*)$/m.exec(frame)?.[1] ?? '') as Record<string, unknown>);

  it('sends the audio in base64, then what it came to', async () => {
    const rig = await startRig();
    const asked = openai(rig).audio.speech.create({ ...ASKED, stream_format: 'sse' });
    const id = await jobOf(rig);
    plan(rig, id, 2);
    const pcm = Buffer.concat([finishSegment(rig, id, 0, 100), finishSegment(rig, id, 1)]);
    const response = await asked;
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    const told = events(await response.text());
    const deltas = told.slice(0, -1);
    expect(new Set(deltas.map(({ type }) => type))).toEqual(new Set(['speech.audio.delta']));
    expect(Buffer.concat(deltas.map(({ audio }) => Buffer.from(audio as string, 'base64'))).equals(pcm)).toBe(true);
    // Five characters; 0.3 s are six twentieths of a second.
    const usage = { input_tokens: 5, output_tokens: 6, total_tokens: 11 };
    expect(told.at(-1)).toEqual({ type: 'speech.audio.done', usage });
  });

  it('ends with an error when the job fails under way', async () => {
    const rig = await startRig();
    const asked = openai(rig).audio.speech.create({ ...ASKED, stream_format: 'sse' });
    const id = await jobOf(rig);
    plan(rig, id, 2);
    finishSegment(rig, id, 0);
    const response = await asked;
    rig.store.end(id, 'failed', { error: { code: 'engine_hung', title: 't', detail: 'd', retryable: true } });
    const told = events(await response.text());
    expect(told.at(-1)).toMatchObject({ type: 'error', error: { code: 'engine_hung', type: 'server_error' } });
    expect(told.map(({ type }) => type)).not.toContain('speech.audio.done');
  });
});

describe('what OpenAI’s call refuses', () => {
  it.each([
    ['a model of others', { model: 'whisper-1' }, UnprocessableEntityError, 'unknown_pack', 'model'],
    ['an unknown voice', { voice: 'nobody' }, UnprocessableEntityError, 'unknown_voice', 'voice'],
    ['an unknown voice by id', { voice: { id: 'nobody' } }, UnprocessableEntityError, 'unknown_voice', 'voice'],
    // This pack has none of the presets they stand for.
    ['a name without its preset', { voice: 'alloy' }, UnprocessableEntityError, 'unknown_voice', 'voice'],
    ['instructions', { instructions: 'Whisper.' }, UnprocessableEntityError, 'option_unavailable', 'instructions'],
    ['a text of nothing', { input: ' ' }, UnprocessableEntityError, 'empty_text', 'input'],
    ['Korean', { input: '안녕하세요' }, UnprocessableEntityError, 'language_unavailable', 'input'],
    ['a long text', { input: '好'.repeat(4097) }, APIError, 'text_too_long', 'input'],
    ['a format of others', { response_format: 'm4b' }, BadRequestError, 'invalid_request', 'response_format'],
    ['a speed beyond all', { speed: 5 }, BadRequestError, 'invalid_request', 'speed'],
    ['a field of others', { volume: 2 }, BadRequestError, 'invalid_request', 'volume'],
    ['no voice', { voice: undefined }, BadRequestError, 'invalid_request', 'voice'],
    ['no model', { model: undefined }, BadRequestError, 'invalid_request', 'model'],
    ['no input', { input: undefined }, BadRequestError, 'invalid_request', 'input'],
  ])('%s', async (_what, changes, type, code, param) => {
    const rig = await startRig();
    const body = { ...ASKED, ...changes } as unknown as typeof ASKED;
    const error = await failure(openai(rig).audio.speech.create(body));
    expect(error).toBeInstanceOf(type);
    expect(error).toMatchObject({ code, param, type: 'invalid_request_error' });
    const problem = await problemOf(await rig.post('/v1/audio/speech', body));
    expect(problem).toMatchObject({ code, status: error.status, error: { code, message: problem.detail } });
    expect(rig.queued).toEqual([]);
  });

  it('a text longer than the limit of the operator, naming it', async () => {
    const rig = await startRig({ settings: { maxCharacters: 10 } });
    const error = await failure(openai(rig).audio.speech.create({ ...ASKED, input: 'Hello, hello' }));
    expect(error).toMatchObject({
      status: 413,
      code: 'text_too_long',
      message: expect.stringContaining('may have 10'),
    });
  });

  it('a key that is not known, in the words its client understands', async () => {
    const rig = await startRig({ settings: { auth: { kind: 'keys', keys: [{ name: 'a', key: 'the-key' }] } } });
    for (const call of [
      (client: OpenAI) => client.audio.speech.create(ASKED),
      (client: OpenAI) => client.models.list(),
      (client: OpenAI) => client.get('/audio/voices'),
    ]) {
      const error = await failure(call(openai(rig, 'wrong')));
      expect(error).toBeInstanceOf(AuthenticationError);
      expect(error.code).toBe('unauthorized');
    }
    expect((await openai(rig, 'the-key').models.list()).data.length).toBeGreaterThan(0);
  });

  it('leaves problem documents of other calls as they are', async () => {
    const rig = await startRig();
    expect(await problemOf(await rig.post('/tts', { text: '' }))).not.toHaveProperty('error');
  });
});

describe('OpenAI’s names', () => {
  it('stand for presets of the pack, a blend and the pack’s own ids for themselves', async () => {
    const rig = await startRig({ model: kokoroModel() });
    const client = openai(rig);
    const wanted = [
      ['alloy', 'lena'],
      ['onyx', 'hugo'],
      ['af_nova', 'af_nova'],
      ['theo(2)+af_heart', 'theo(2)+af_heart'],
    ];
    for (const [asked = '', voice] of wanted) {
      const leaving = new AbortController();
      // Lector’s own fields beside OpenAI’s.
      const own = { ...ASKED, voice: { id: asked }, emoji: 'name' };
      const call = client.audio.speech.create(own, { signal: leaving.signal });
      call.catch(() => undefined);
      const id = await until(() => rig.queued.pop());
      expect(rig.store.record(id).request).toMatchObject({ voice, emoji: 'name' });
      leaving.abort();
      await until(() => rig.store.record(id).status === 'cancelled');
    }
  });
});
