import type { Job } from '@lector/contract';
import { LectorApiError, LectorConnectionError, type LectorClient } from '@lector/sdk';
import { bar, hoursMinutes, progressLine, type ProgressLine } from './progress.js';

export interface Followed {
  readonly job: Job;
  /** When its first segment was finished, from the call's start; null when none was seen. */
  readonly firstAudioMs: number | null;
}

/** Between two tries while the API is away; the client has tried several times before each. */
const TRY_AGAIN_MS = 2_000;

/**
 * Follows a job live until it ends.
 * @param options.patienceMs how long the API may be away meanwhile; a job goes on without anybody watching
 */
export async function followJob(
  client: LectorClient,
  id: string,
  options: { readonly signal?: AbortSignal; readonly patienceMs?: number } = {},
): Promise<Followed> {
  const { patienceMs = 0, ...rest } = options;
  const startedMs = Date.now();
  const line = progressLine(process.stderr, Date.now);
  let firstAudioMs: number | null = null;
  let awaySinceMs: number | null = null;
  let since: { readonly atMs: number; readonly done: number } | null = null;
  for (;;) {
    try {
      for await (const event of client.jobs.events(id, rest)) {
        awaySinceMs = null;
        if (event.type === 'job.segment') firstAudioMs ??= Date.now() - startedMs;
        if (event.type === 'job.state' && event.data.status === 'queued') line.update('queued, waiting for a worker');
        if (event.type === 'job.progress') {
          // Neither the wait in the queue nor what was done before anybody watched tells how long the rest takes.
          since ??= { atMs: Date.now(), done: event.data.segments_done };
          showProgress(line, event.data, since);
        }
      }
      const job = await client.jobs.get(id, rest);
      const { segments_done: done, segments_total: total, audio_seconds: seconds } = job.progress;
      line.done(`${job.status}: ${done} of ${total} segments, ${hoursMinutes(seconds)} of audio`);
      return { job, firstAudioMs };
    } catch (error) {
      options.signal?.throwIfAborted();
      awaySinceMs ??= Date.now();
      if (!isAway(error) || Date.now() - awaySinceMs >= patienceMs) {
        line.clear();
        throw error;
      }
      line.update('the API does not answer; the job goes on, waiting for the API');
      await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
    }
  }
}

function showProgress(
  line: ProgressLine,
  progress: Pick<Job['progress'], 'segments_done' | 'segments_total' | 'audio_seconds'>,
  since: { readonly atMs: number; readonly done: number },
): void {
  const { segments_done: done, segments_total: total, audio_seconds: seconds } = progress;
  if (total > 0 && done === total) {
    line.update(`all ${total} segments are spoken, ${hoursMinutes(seconds)} of audio; the file is being written`);
    return;
  }
  line.update(`${bar(done, total, 'segments', since.atMs, Date.now(), since.done)}  ${hoursMinutes(seconds)} of audio`);
}

/** Nobody there, or somebody who says that he will be back. */
function isAway(error: unknown): boolean {
  return error instanceof LectorConnectionError || (error instanceof LectorApiError && error.status >= 500);
}
