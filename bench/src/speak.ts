import type { LectorClient } from '@lector/sdk';
import { sum } from './statistics.js';

/** Jobs as a client sees them. */

export type EndedJob = Awaited<ReturnType<LectorClient['jobs']['untilEnded']>>;

/** Submits texts, so many at a time. @returns their ids in the order of the texts */
export async function submitAll(
  client: LectorClient,
  texts: readonly string[],
  { inFlight }: { readonly inFlight: number },
): Promise<readonly string[]> {
  const ids: string[] = [];
  const left = texts.entries();
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      for (const [index, text] of left) ids[index] = (await client.jobs.create({ text })).id;
    }),
  );
  return ids;
}

/** @throws Error when one did not complete */
export async function allEnded(client: LectorClient, ids: readonly string[]): Promise<readonly EndedJob[]> {
  const ended: EndedJob[] = [];
  for (const id of ids) ended.push(completed(await client.jobs.untilEnded(id)));
  return ended;
}

/** Both, one after the other. */
export async function speakAll(
  client: LectorClient,
  texts: readonly string[],
  options: { readonly inFlight: number },
): Promise<readonly EndedJob[]> {
  return await allEnded(client, await submitAll(client, texts, options));
}

/** @throws Error: numbers of failed jobs would say nothing */
function completed(job: EndedJob): EndedJob {
  if (job.status === 'completed' && job.result !== null && !job.result.cached) return job;
  throw new Error(
    `a measured job was ${job.result?.cached === true ? 'taken from the cache' : job.status} [job=${job.id}]`,
  );
}

export function audioSecondsOf(jobs: readonly EndedJob[]): number {
  return sum(jobs.map(({ result }) => result?.audio?.duration_seconds ?? 0));
}

/** Seconds of audio the model rendered for a job: without the pauses between segments. */
export async function spokenSeconds(client: LectorClient, id: string): Promise<number> {
  let seconds = 0;
  for await (const event of client.jobs.events(id, { after: '0' }))
    if (event.type === 'job.segment') seconds += event.data.audio_seconds;
  return seconds;
}

/** Seconds the model worked for a job; its real-time factor counts spoken seconds. */
export async function inferenceSeconds(client: LectorClient, id: string): Promise<number> {
  const { result } = await client.jobs.get(id);
  return (result?.rtf ?? Number.NaN) * (await spokenSeconds(client, id));
}
