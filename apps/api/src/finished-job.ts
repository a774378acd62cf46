import { type JobResult, LectorError } from '@lector/contract';
import { isTerminal, type JobRecord } from '@lector/jobs';
import type { ApiDeps } from './deps.js';
import { giveUp } from './give-up.js';
import type { Leaving } from './leaving.js';
import { enqueueJob } from './submit-job.js';
import { waitForJob } from './wait-for-job.js';

/**
 * Queues a job that was admitted a moment ago and waits for its end, for callers who want nothing but its result: where they cannot get
 * it any more, the job is cancelled.
 * @returns the ended job; null when the client has left
 * @throws LectorError `timed_out`, `not_ready` when this process ends first, or what the job failed with
 */
export async function finishedJob(
  deps: ApiDeps,
  submitted: JobRecord,
  { gone, either }: Leaving,
): Promise<JobRecord | null> {
  let record: JobRecord | null;
  try {
    await enqueueJob(deps, submitted, { isNew: true });
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

/** What such a job came to. @throws LectorError `job_without_audio` */
export async function finishedAudio(
  { objects }: Pick<ApiDeps, 'objects'>,
  { id, status, result }: Pick<JobRecord, 'id' | 'status' | 'result'>,
): Promise<{
  readonly result: JobResult;
  readonly audio: NonNullable<JobResult['audio']>;
  readonly bytes: Uint8Array;
}> {
  const audio = result?.audio ?? null;
  const bytes = audio === null ? null : await objects.get(audio.key);
  if (result === null || audio === null || bytes === null) {
    throw new LectorError('job_without_audio', `the job ended without audio [job=${id}, status=${status}]`);
  }
  return { result, audio, bytes };
}
