import { createHash } from 'node:crypto';
import { JobRequest, type Language } from '@lector/contract';
import { canonicalJson } from '@lector/engines';
import type { PackManifest } from '@lector/packs';
import type { ApiDeps } from './deps.js';
import { finishedAudio, finishedJob } from './finished-job.js';
import { submitDeps } from './routes/jobs.js';
import { SAMPLE_SENTENCES } from './sample-sentences.js';
import type { ServedPack } from './served-packs.js';
import { inStoreTime } from './store-time.js';
import { admitJob, type Submission } from './submit-job.js';

/**
 * Samples of voices. One is rendered when it is first asked for, as a job of the interactive lane in its caller's name, so
 * that every bound on jobs holds for it too. Samples of listed voices are then kept once for everybody: the sentence is
 * Lector's own, and there are a few hundred at most. Blends are without number, so nothing is kept of theirs but the
 * segments, as of any job: asking again finds these and renders nothing.
 */
export interface SampleAsked {
  readonly pack: ServedPack;
  /** As a job would name it. */
  readonly voice: string;
  /** Canonical name of it. */
  readonly voiceId: string;
  readonly language: Language;
  readonly tenant: string;
  readonly apiUrl: string;
  readonly call?: Submission['call'];
}

/** Whatever changes these may change how the sample sounds. */
export interface SampleFacts {
  readonly manifest: PackManifest;
  readonly revision: string;
  /** Of Lector: another one may read the sentence in another way. */
  readonly version: string;
  readonly voice: string;
  readonly language: Language;
}

/** The name a sample is kept under, 64 hex digits. */
export function sampleDigest(facts: SampleFacts): string {
  const sentence = SAMPLE_SENTENCES[facts.language];
  return createHash('sha256')
    .update(canonicalJson({ ...facts, sentence }))
    .digest('hex');
}

/**
 * Finds or makes samples. Callers who ask for the same one while it is being made wait for the same job.
 * @throws LectorError (from the function returned) `timed_out`, `not_ready`, `job_without_audio`, what the job failed
 * with, and what the stores throw
 */
export function voiceSamples(deps: ApiDeps): (asked: SampleAsked) => Promise<Uint8Array> {
  const { objects, settings, logger } = deps;
  const making = new Map<string, Promise<Uint8Array>>();

  async function make(asked: SampleAsked, key: string | null): Promise<Uint8Array> {
    const wav = await render(deps, asked);
    if (key === null) return wav;
    await inStoreTime(settings.storeMs, (signal) => objects.put(key, wav, { contentType: 'audio/wav', signal })).catch(
      (error: unknown) => {
        logger.warn({ key, err: error }, 'a sample could not be kept; the next call renders it again');
      },
    );
    return wav;
  }

  return async (asked) => {
    const { pack, voiceId, language, tenant } = asked;
    const isListed = pack.model.voices.some(({ id }) => id === voiceId);
    const key = isListed ? deps.sampleKey({ pack: pack.name, voice: voiceId, language }) : null;
    if (key !== null) {
      const kept = await inStoreTime(settings.storeMs, (signal) => objects.get(key, { signal }));
      if (kept !== null) return kept;
    }
    const name = JSON.stringify([tenant, pack.name, voiceId, language]);
    const started = making.get(name) ?? make(asked, key).finally(() => making.delete(name));
    making.set(name, started);
    return await started;
  };
}

/** Nobody who leaves stops it: the sample is wanted by the next caller as well. */
async function render(
  deps: ApiDeps,
  { pack, voice, language, tenant, apiUrl, call }: SampleAsked,
): Promise<Uint8Array> {
  const text = SAMPLE_SENTENCES[language];
  const { record: submitted } = await admitJob(submitDeps(deps), {
    request: JobRequest.parse({ text, pack: pack.name, voice, language, format: 'wav', priority: 'interactive' }),
    tenant,
    idempotencyKey: null,
    apiUrl,
    ...(call === undefined ? {} : { call }),
    textLimit: { maxCharacters: text.length, remedy: 'Lector chose it' },
  });
  const record = await finishedJob(deps, submitted, { gone: new AbortController().signal, either: deps.drainOver });
  return (await finishedAudio(deps, record ?? submitted)).bytes;
}
