import {
  JobRequest,
  LectorError,
  parseRequest,
  TTS_MAX_CHARACTERS,
  TtsRequest,
  type TtsResponse,
} from '@lector/contract';
import { isTerminal, type JobRecord } from '@lector/jobs';
import { cancelJob } from '../cancel-job.js';
import type { ApiDeps } from '../deps.js';
import { leaving, type Leaving } from '../leaving.js';
import type { Route } from '../route.js';
import { submitDeps } from './jobs.js';
import { admitJob, enqueueJob } from '../submit-job.js';
import { waitForJob } from '../wait-for-job.js';

/**
 * `/tts`: a job of the interactive lane, waited for, with its audio in the answer. Nobody else can fetch the result of a
 * caller who has left or was told to give up, so then the job is cancelled; segments already rendered stay stored and
 * make the next try faster. A caller whom this process leaves, because it ends, is told so and which job to ask for: the
 * job itself goes on in its worker.
 */
export function ttsRoutes(deps: ApiDeps): Route[] {
  return [
    {
      method: 'post',
      path: '/tts',
      json: true,
      handle: async (request, response) => {
        const { text, speaker, language, speed } = parseRequest(TtsRequest, request.body);
        const { record: submitted } = await admitJob(submitDeps(deps), {
          request: JobRequest.parse({ text, voice: speaker, language, speed, format: 'wav', priority: 'interactive' }),
          tenant: response.locals.tenant,
          idempotencyKey: null,
          maxCharacters: Math.min(TTS_MAX_CHARACTERS, deps.settings.maxCharacters),
        });
        const record = await finished(deps, submitted, leaving(response, deps.drainOver));
        if (record === null) return;
        response.json(await spoken(deps, record));
      },
    },
  ];
}

/**
 * The ended job; null when the client has left.
 * @throws LectorError `timed_out`, `not_ready` when this process ends first, or what the job failed with
 */
async function finished(deps: ApiDeps, submitted: JobRecord, { gone, either }: Leaving): Promise<JobRecord | null> {
  let record: JobRecord | null;
  try {
    await enqueueJob(deps, submitted);
    record = await waitForJob(deps, submitted.id, { timeoutMs: deps.settings.ttsTimeoutMs, signal: either });
  } catch (error) {
    // The answer is an error then, and nobody will ask for the audio.
    await giveUp(deps, submitted);
    throw error;
  }
  if (record !== null && isTerminal(record.status)) {
    if (record.error !== null) throw new LectorError(record.error.code, `${record.error.detail} [job=${record.id}]`);
    return record;
  }
  if (either.aborted && !gone.aborted) {
    throw new LectorError(
      'not_ready',
      `this server is stopping; the job goes on and GET /v1/jobs has it [job=${submitted.id}]`,
    );
  }
  await giveUp(deps, submitted);
  if (gone.aborted) return null;
  const seconds = deps.settings.ttsTimeoutMs / 1000;
  throw new LectorError(
    'timed_out',
    `the job did not finish in the time allowed and was cancelled; POST /v1/jobs has no such limit [job=${submitted.id}, seconds=${seconds}]`,
  );
}

async function giveUp(deps: ApiDeps, submitted: JobRecord): Promise<void> {
  await cancelJob(deps, submitted).catch((error: unknown) => {
    deps.logger.warn({ job: submitted.id, err: error }, 'a job nobody waits for could not be cancelled');
  });
}

async function spoken(deps: Pick<ApiDeps, 'objects'>, record: JobRecord): Promise<TtsResponse> {
  const { result } = record;
  const audio = result?.audio ?? null;
  const bytes = audio === null ? null : await deps.objects.get(audio.key);
  if (result === null || audio === null || bytes === null) {
    throw new LectorError(
      'job_without_audio',
      `the job ended without audio [job=${record.id}, status=${record.status}]`,
    );
  }
  return {
    audio_base64: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
    format: 'wav',
    sample_rate: audio.sample_rate,
    duration: audio.duration_seconds,
    job_id: record.id,
    voice: record.request.voice,
    spans: result.spans,
    needs_review: result.needs_review,
    rtf: result.rtf,
    cached: result.cached,
  };
}
