import { describe, expect, it } from 'vitest';
import { JobRequest, LectorError, unknownVoice } from '@lector/contract';
import type { EngineModel } from '@lector/engines';
import type { Admission, AdmitOutcome, JobRecord } from '@lector/jobs';
import { waitFor } from '@lector/testing';
import { submitJob, type Submission, type SubmitDeps } from './submit-job.js';
import { backlogOf } from './test-rig/backlog-of.js';

const model: EngineModel = {
  revision: '1',
  sampleRate: 24_000,
  defaultVoice: 'tone',
  voices: [],
  voice: (asked) => {
    if (asked !== 'tone' && asked !== 'default') throw unknownVoice(asked, null);
    return { id: 'tone', languages: [{ language: 'en', quality: 'native' }] };
  },
  speed: { min: 1, max: 1 },
  limit: { maxSize: 100, targetSize: 50, size: () => 1 },
  encode: () => ({ family: 'tone' }),
  expectedSeconds: () => 1,
  timings: null,
  wordTimes: () => ({ precision: 'estimated', spans: [] }),
};

/** Ports that write down what is asked of them, in order; each can be made to fail. */
function fakes(
  options: {
    fail?: string;
    admit?: (admission: Admission) => AdmitOutcome;
    get?: () => Promise<JobRecord | null>;
  } = {},
) {
  const calls: string[] = [];
  const admissions: Admission[] = [];
  const step = async (name: string, code: 'queue_unavailable' | 'storage_unavailable') => {
    calls.push(name);
    if (options.fail === name) throw new LectorError(code, `could not ${name}`);
    await Promise.resolve();
  };
  let random = 0;
  const deps: SubmitDeps = {
    packs: [{ name: 'tone', model, languages: ['en'] }],
    lexicons: { get: () => Promise.resolve(null) },
    lexiconPins: () => Promise.resolve(undefined),
    webhookAllowCidrs: [],
    idempotencyTtlMs: 5000,
    storeMs: 5000,
    load: {
      backlog: () => Promise.resolve(backlogOf(0, 5)),
      charactersPerSecond: () => Promise.resolve(5),
      workers: () => Promise.resolve([]),
      slotsInUse: () => Promise.resolve(0),
      oldestWaitingMs: () => Promise.resolve(null),
    },
    probes: { queue: () => step('ping', 'queue_unavailable') },
    nowMs: () => 1234,
    randomBytes: (length) => new Uint8Array(length).fill((random += 1)),
    textKey: (id) => `texts/${id}`,
    store: {
      admit: async (admission) => {
        await step('admit', 'queue_unavailable');
        admissions.push(admission);
        return options.admit?.(admission) ?? { kind: 'created', record: admission.record };
      },
      get: async () => {
        await step('get', 'queue_unavailable');
        return options.get?.() ?? null;
      },
      madeWith: () => Promise.resolve(null),
    },
    transport: { enqueue: () => step('enqueue', 'queue_unavailable') },
    objects: { put: () => step('put', 'storage_unavailable'), delete: () => step('delete', 'storage_unavailable') },
  };
  return { deps, calls, admissions };
}

function submission(body: object, changes: Partial<Submission> = {}): Submission {
  const request = JobRequest.parse({ text: 'Hello', ...body });
  const apiUrl = 'http://127.0.0.1:8080';
  return {
    request,
    tenant: 'alice',
    idempotencyKey: null,
    apiUrl,
    textLimit: { maxCharacters: 10_000, remedy: 'split it' },
    ...changes,
  };
}

const LONG = 'Hello. '.repeat(400);

describe('submitJob', () => {
  it('asks whether the queue is there, stores a long text, then admits, then enqueues', async () => {
    const { deps, calls, admissions } = fakes();
    const { record, replayed } = await submitJob(deps, submission({ text: LONG }));
    expect(calls).toEqual(['ping', 'put', 'admit', 'enqueue']);
    expect(record).toMatchObject({
      tenant: 'alice',
      status: 'queued',
      lane: 'bulk',
      text: { key: `texts/${record.id}` },
      createdAtMs: 1234,
      fence: 0,
      etaSeconds: 561,
      apiUrl: 'http://127.0.0.1:8080',
    });
    expect(record.request).not.toHaveProperty('text');
    expect(replayed).toBe(false);
    expect(admissions[0]?.idempotency).toBeNull();
  });

  it('asks nothing of any port for a request that cannot be spoken', async () => {
    const { deps, calls } = fakes();
    for (const body of [
      { text: '' },
      { voice: 'nobody' },
      { text: '你好' },
      { format: 'opus' as const, sample_rate: 44_100 },
      { pack: 'other' },
    ]) {
      await expect(submitJob(deps, submission(body))).rejects.toBeInstanceOf(LectorError);
    }
    expect(calls).toEqual([]);
  });

  it('does not admit a job whose text could not be stored', async () => {
    const { deps, calls } = fakes({ fail: 'put' });
    await expect(submitJob(deps, submission({ text: LONG }))).rejects.toMatchObject({ code: 'storage_unavailable' });
    expect(calls).toEqual(['ping', 'put']);
  });

  it('stores no text while the queue is away', async () => {
    const { deps, calls } = fakes({ fail: 'ping' });
    await expect(submitJob(deps, submission({ text: LONG }))).rejects.toMatchObject({ code: 'queue_unavailable' });
    expect(calls).toEqual(['ping']);
  });

  it('waits for a store that does not answer no longer than a caller would, and stops the request', async () => {
    const { deps } = fakes();
    let stopped = false;
    const objects: SubmitDeps['objects'] = {
      put: (_key, _body, { signal }) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => {
            stopped = true;
            reject(new LectorError('cancelled', 'gave up'));
          });
        }),
      delete: () => Promise.resolve(),
    };
    const refused = submitJob({ ...deps, objects, storeMs: 5 }, submission({ text: LONG }));
    await expect(refused).rejects.toMatchObject({ code: 'storage_unavailable' });
    expect(stopped).toBe(true);
  });

  it('deletes the text when ADMIT was refused', async () => {
    const { deps, calls } = fakes({ fail: 'admit' });
    await expect(submitJob(deps, submission({ text: LONG }))).rejects.toMatchObject({ code: 'queue_unavailable' });
    await waitFor(() => calls.includes('delete'), { what: 'the text to be deleted' });
    expect(calls).toEqual(['ping', 'put', 'admit', 'get', 'delete']);
  });

  it('keeps the text when ADMIT may have made the job although its answer was lost', async () => {
    const made = (await submitJob(fakes().deps, submission({ text: LONG }))).record;
    const unsure = () => Promise.reject(new LectorError('queue_unavailable', 'could not read the job'));
    for (const get of [() => Promise.resolve(made), unsure]) {
      const { deps, calls } = fakes({ fail: 'admit', get });
      await expect(submitJob(deps, submission({ text: LONG }))).rejects.toMatchObject({ code: 'queue_unavailable' });
      await waitFor(() => calls.includes('get'), { what: 'the job to be looked for' });
      // The look has been answered by now: everything is in memory.
      await new Promise(setImmediate);
      expect(calls).toEqual(['ping', 'put', 'admit', 'get']);
    }
  });

  it('says when to come back where the job could not be queued', async () => {
    const { deps } = fakes({ fail: 'enqueue' });
    const refused = submitJob(deps, submission({}));
    await expect(refused).rejects.toMatchObject({ code: 'queue_unavailable', retryAfterSeconds: 5 });
  });

  it('gives the job made before for a repeated key, and puts it into the queue once more while it waits', async () => {
    const earlier = (await submitJob(fakes().deps, submission({}))).record;
    const waiting = fakes({ admit: () => ({ kind: 'replayed', record: earlier }) });
    expect(await submitJob(waiting.deps, submission({ text: LONG }))).toEqual({ record: earlier, replayed: true });
    expect(waiting.calls).toEqual(['ping', 'put', 'admit', 'delete', 'enqueue']);

    const ended = fakes({ admit: () => ({ kind: 'replayed', record: { ...earlier, status: 'completed' } }) });
    await submitJob(ended.deps, submission({}));
    expect(ended.calls).toEqual(['admit']);
  });

  it('refuses a key that was used for another request and forgets the text stored for it', async () => {
    const { deps, calls } = fakes({ admit: () => ({ kind: 'key_reused' }) });
    await expect(submitJob(deps, submission({ text: LONG }))).rejects.toMatchObject({ code: 'idempotency_key_reused' });
    expect(calls).toEqual(['ping', 'put', 'admit', 'delete']);
  });

  it('refuses a job whose lexicon went meanwhile and forgets the text stored for it', async () => {
    const { deps, calls } = fakes({ admit: () => ({ kind: 'lexicon_gone' }) });
    await expect(submitJob(deps, submission({ text: LONG }))).rejects.toMatchObject({ code: 'unknown_lexicon' });
    expect(calls).toEqual(['ping', 'put', 'admit', 'delete']);
  });

  it('fingerprints the meaning of a request: order and spelled-out defaults do not matter, everything else does', async () => {
    const fingerprint = async (body: object, changes: Partial<Submission> = {}) => {
      const { deps, admissions } = fakes();
      await submitJob(deps, submission(body, { idempotencyKey: 'k', ...changes }));
      return admissions[0]?.idempotency?.fingerprint;
    };
    const base = await fingerprint({ speed: 2, metadata: { a: '1', b: '2' } });
    expect(base).toMatch(/^[0-9a-f]{64}$/);
    expect(await fingerprint({ metadata: { b: '2', a: '1' }, speed: 2, voice: 'default', language: 'auto' })).toBe(
      base,
    );
    const retryOf = { id: 'job_x', webhookSecret: null };
    const others = [
      await fingerprint({ speed: 1, metadata: { a: '1', b: '2' } }),
      await fingerprint({ speed: 2, metadata: { a: '1', b: '2' }, voice: 'tone' }),
      await fingerprint({ speed: 2, metadata: { a: '1', b: '2' } }, { retryOf }),
    ];
    expect(new Set([base, ...others]).size).toBe(4);
  });

  it('keeps the webhook secret apart from the request', async () => {
    const webhook = { url: 'https://example.com/', events: ['job.failed' as const] };
    const made = (await submitJob(fakes().deps, submission({ webhook }))).record;
    expect(made).toMatchObject({ webhookSecretMade: true, request: { webhook } });
    expect(made.webhookSecret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);

    const secret = `whsec_${'A'.repeat(32)}`;
    const given = (await submitJob(fakes().deps, submission({ webhook: { ...webhook, secret } }))).record;
    expect(given).toMatchObject({ webhookSecretMade: false, webhookSecret: secret, request: { webhook } });
    expect(JSON.stringify(given.request)).not.toContain('whsec_');

    const none = (await submitJob(fakes().deps, submission({}))).record;
    expect(none).toMatchObject({ webhookSecret: null, webhookSecretMade: false });
  });

  it('lets a repeated job sign with the secret its receiver knows', async () => {
    const webhook = { url: 'https://example.com/' };
    const retryOf = { id: 'job_x', webhookSecret: 'whsec_known' };
    const { record } = await submitJob(fakes().deps, submission({ webhook }, { retryOf }));
    // It was shown when it was made.
    expect(record).toMatchObject({ retryOf: 'job_x', webhookSecret: 'whsec_known', webhookSecretMade: false });
  });
});
