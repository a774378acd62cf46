import type { Job } from '@lector/contract';
import type { LectorClient } from '@lector/sdk';
import { bar, progressLine } from './progress.js';

/** Follows a job live until it ends. `firstAudioMs` is when its first segment was finished, from the call's start. */
export async function followJob(
  client: LectorClient,
  id: string,
  options: { readonly signal?: AbortSignal } = {},
): Promise<{ job: Job; firstAudioMs: number | null }> {
  const startedMs = Date.now();
  const line = progressLine(process.stderr, Date.now);
  let firstAudioMs: number | null = null;
  for await (const event of client.jobs.events(id, options)) {
    if (event.type === 'job.segment') firstAudioMs ??= Date.now() - startedMs;
    if (event.type === 'job.progress') {
      const { segments_done: done, segments_total: total } = event.data;
      line.update(bar(done, total, 'segments', startedMs, Date.now()));
    }
  }
  const job = await client.jobs.get(id, options);
  const { segments_done: done, segments_total: total, audio_seconds: seconds } = job.progress;
  line.done(`${job.status}: ${done} of ${total} segments, ${seconds.toFixed(1)} s of audio`);
  return { job, firstAudioMs };
}
