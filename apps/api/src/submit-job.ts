import { createHash } from 'node:crypto';
import {
  type JobRequest,
  type Lane,
  LectorError,
  type SubmittedText,
  submittedText,
  toLectorError,
  webhookSecret,
} from '@lector/contract';
import { canonicalJson } from '@lector/engines';
import {
  entryOf,
  INLINE_TEXT_MAX_BYTES,
  jobId,
  type JobRecord,
  type JobStore,
  type JobTransport,
  type LexiconStore,
  type LexiconUse,
  NOTHING_DONE,
  type ObjectStore,
  type TextAt,
} from '@lector/jobs';
import { checkRequest, type CheckDeps, type TextLimit } from './check-request.js';
import type { ApiDeps, Probes, QueueLoad } from './deps.js';
import { estimate } from './estimate.js';
import { namedLexicons } from './lexicons/named-lexicons.js';
import type { CallFacts } from './route.js';
import { inStoreTime } from './store-time.js';

/**
 * The decision over a submission, in this order: the lexicons it names, checks that cost nothing, text into the object store where it is long,
 * ADMIT, queue. ADMIT is the moment the job exists. A crash or an outage after it loses nothing: the sweeper finds a
 * record without a place in the queue and adds it, and a client that tries again with its idempotency key gets the same
 * job.
 *
 * Before it, a text may have been stored for a job that never comes to be. Retention follows records and never finds
 * such a text, so the queue is asked for a sign of life first, and the text is deleted when ADMIT does not take it. Rare
 * leftovers remain until a lifecycle rule of the bucket removes them: this process is killed between the two; the store
 * keeps a text whose upload was given up; or Redis stays away from ADMIT on, so that nobody can say whether the job exists.
 */
export interface SubmitDeps extends CheckDeps {
  readonly store: Pick<JobStore, 'admit' | 'get' | 'madeWith'>;
  readonly lexicons: Pick<LexiconStore, 'get'>;
  readonly lexiconPins: ApiDeps['lexiconPins'];
  readonly probes: Pick<Probes, 'queue'>;
  readonly load: QueueLoad;
  readonly transport: Pick<JobTransport, 'enqueue'>;
  readonly objects: Pick<ObjectStore, 'put' | 'delete'>;
  readonly textKey: (jobId: string) => string;
  /** Longest a caller waits for the object store. */
  readonly storeMs: number;
  readonly nowMs: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly idempotencyTtlMs: number;
}

export interface Submission {
  readonly request: JobRequest;
  readonly tenant: string;
  readonly idempotencyKey: string | null;
  readonly textLimit: TextLimit;
  /** Where the caller reached this API, see `JobRecord.apiUrl`. */
  readonly apiUrl: string;
  /** The call that submits it, so that logs and traces of the job name it. */
  readonly call?: Pick<CallFacts, 'requestId' | 'traceparent'>;
  /** The ended job this one repeats, with the webhook secret its receiver already knows. */
  readonly retryOf?: Pick<JobRecord, 'id' | 'webhookSecret'>;
  /** What the text is read with, where that is known already; else what the request names. */
  readonly lexicons?: readonly LexiconUse[];
}

export interface Submitted {
  readonly record: JobRecord;
  readonly replayed: boolean;
}

/** Seconds until a refused add is worth repeating: Redis restarts in less. */
const RETRY_AFTER_SECONDS = 5;

/** The whole decision. @throws LectorError of `admitJob` and `enqueueJob` */
export async function submitJob(deps: SubmitDeps, submission: Submission): Promise<Submitted> {
  const submitted = await admitJob(deps, submission);
  // A replay enqueues too: the first try may have got no further than ADMIT. Adding an id twice changes nothing.
  if (submitted.record.status === 'queued') await enqueueJob(deps, submitted.record, { isNew: !submitted.replayed });
  return submitted;
}

/**
 * Up to ADMIT: the job exists, and nobody works on it yet.
 * @throws LectorError of `checkRequest`; `idempotency_key_reused`; `queue_unavailable` and `storage_unavailable`, with
 * the first of which the job may exist already
 */
export async function admitJob(deps: SubmitDeps, submission: Submission): Promise<Submitted> {
  try {
    return await admitChecked(deps, submission);
  } catch (error) {
    // What was accepted once is not refused when it is sent again, though a lexicon it names was deleted since.
    const earlier = toLectorError(error).status < 500 ? await madeBefore(deps, submission) : null;
    if (earlier !== null) return { record: earlier, replayed: true };
    throw error;
  }
}

async function madeBefore(
  { store }: SubmitDeps,
  submission: Pick<Submission, 'tenant' | 'idempotencyKey' | 'request' | 'retryOf'>,
): Promise<JobRecord | null> {
  const { tenant, idempotencyKey } = submission;
  if (idempotencyKey === null) return null;
  const made = await store.madeWith(tenant, idempotencyKey);
  return made !== null && made.fingerprint === fingerprint(submission) ? made.record : null;
}

async function admitChecked(deps: SubmitDeps, submission: Submission): Promise<Submitted> {
  const { request, tenant, idempotencyKey } = submission;
  const lexicons = submission.lexicons ?? (await namedLexicons(deps.lexicons, tenant, request.lexicons));
  const checked = await checkRequest(deps, request, {
    limit: submission.textLimit,
    lexiconPins: () => deps.lexiconPins(lexicons),
  });
  const id = jobId(deps.randomBytes(16));
  const lane: Lane = request.priority ?? 'bulk';
  const [text, etaSeconds] = await Promise.all([
    storeText(deps, id, submittedText(request)),
    estimate(deps.load, { lane, ...checked }),
  ]);
  const outcome = await deps.store
    .admit({
      record: newRecord(deps, submission, { id, lane, text, lexicons, etaSeconds, ...checked }),
      idempotency:
        idempotencyKey === null
          ? null
          : { key: idempotencyKey, fingerprint: fingerprint(submission), ttlMs: deps.idempotencyTtlMs },
    })
    .catch((error: unknown) => {
      void forgetUnlessAdmitted(deps, id, text);
      throw error;
    });
  // The text was stored for a job that another request has already made.
  if (outcome.kind !== 'created') forget(deps, text);
  if (outcome.kind === 'key_reused') {
    throw new LectorError('idempotency_key_reused', 'the Idempotency-Key came with another request before');
  }
  if (outcome.kind === 'lexicon_gone') {
    throw new LectorError('unknown_lexicon', 'a lexicon of the job was deleted before the job was taken');
  }
  return { record: outcome.record, replayed: outcome.kind === 'replayed' };
}

/** @throws LectorError `queue_unavailable`: the record stays, and the same idempotency key gives the same job */
export async function enqueueJob(
  deps: Pick<SubmitDeps, 'transport'>,
  record: JobRecord,
  how: { readonly isNew: boolean },
): Promise<void> {
  try {
    await deps.transport.enqueue(entryOf(record, { kind: 'job' }), how);
  } catch (error) {
    throw new LectorError(
      'queue_unavailable',
      `the job is recorded and will be queued; ask again with the same Idempotency-Key [job=${record.id}]`,
      { cause: toLectorError(error), retryAfterSeconds: RETRY_AFTER_SECONDS },
    );
  }
}

async function storeText(deps: SubmitDeps, id: string, { text, format }: SubmittedText): Promise<TextAt> {
  const bytes = new TextEncoder().encode(text);
  const written = format === 'plain' ? {} : { format };
  if (bytes.length < INLINE_TEXT_MAX_BYTES) return { inline: text, ...written };
  await deps.probes.queue();
  const key = deps.textKey(id);
  await inStoreTime(deps.storeMs, (signal) =>
    deps.objects.put(key, bytes, { contentType: 'text/plain; charset=utf-8', signal }),
  );
  return { key, ...written };
}

/** Nobody waits for this: the caller has its answer, and what cannot be deleted now is a leftover. */
function forget({ objects }: Pick<SubmitDeps, 'objects'>, text: TextAt): void {
  if ('key' in text) void objects.delete(text.key).catch(() => undefined);
}

/** An ADMIT that failed may have done its work all the same (the answer was lost); its text must then stay. */
async function forgetUnlessAdmitted(deps: SubmitDeps, id: string, text: TextAt): Promise<void> {
  if (!('key' in text)) return;
  const record = await deps.store.get(id).catch(() => undefined);
  if (record === null) forget(deps, text);
}

function newRecord(
  deps: SubmitDeps,
  { request, tenant, apiUrl, call, retryOf }: Submission,
  made: Pick<JobRecord, 'id' | 'lane' | 'text' | 'characters'> & {
    readonly etaSeconds: number | null;
    readonly voice: string;
    readonly pack: string;
    readonly lexicons: readonly LexiconUse[];
  },
): JobRecord {
  const { text: _text, ssml: _ssml, lexicons: _named, webhook, ...rest } = request;
  const lexicons = made.lexicons.map(({ name }) => name);
  const secretKept = webhook?.secret ?? retryOf?.webhookSecret ?? null;
  const nowMs = deps.nowMs();
  return {
    id: made.id,
    kind: 'speech',
    tenant,
    status: 'queued',
    lane: made.lane,
    pack: made.pack,
    fence: 0,
    attempts: 0,
    cancelRequested: false,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    startedAtMs: null,
    finishedAtMs: null,
    request: {
      ...rest,
      voice: made.voice,
      pack: made.pack,
      ...(lexicons.length === 0 ? {} : { lexicons }),
      ...(webhook === undefined ? {} : { webhook: withoutSecret(webhook) }),
    },
    text: made.text,
    ...(lexicons.length === 0 ? {} : { lexicons: made.lexicons }),
    characters: made.characters,
    ...NOTHING_DONE,
    result: null,
    error: null,
    retryOf: retryOf?.id ?? null,
    webhookSecret: webhook === undefined ? null : (secretKept ?? webhookSecret(deps.randomBytes(32))),
    // A secret kept from the job before was shown there, to whoever submitted that.
    webhookSecretMade: webhook !== undefined && secretKept === null,
    etaSeconds: made.etaSeconds,
    apiUrl,
    ...(call === undefined ? {} : { requestId: call.requestId }),
    ...(call?.traceparent === undefined ? {} : { traceparent: call.traceparent }),
    audioDeletedAtMs: null,
  };
}

function withoutSecret({ url, events }: NonNullable<JobRequest['webhook']>): NonNullable<JobRequest['webhook']> {
  return events === undefined ? { url } : { url, events };
}

/** What an idempotency key stands for: the request as it was checked, defaults filled in, in whatever order it came. */
function fingerprint({ request, retryOf }: Pick<Submission, 'request' | 'retryOf'>): string {
  return createHash('sha256')
    .update(canonicalJson({ request, ...(retryOf === undefined ? {} : { retryOf: retryOf.id }) }))
    .digest('hex');
}
