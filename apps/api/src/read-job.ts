import { type Job, type JobSummary, LectorError } from '@lector/contract';
import { jobLinks, jobView, type JobRecord, type JobStore, type ListedRecord, remainingSeconds } from '@lector/jobs';
import type { ApiDeps } from './deps.js';
import { inStoreTime } from './store-time.js';

/** Reading jobs for a client: only its own, and as the contract shows them. */

/** Anything else cannot be an id of ours and never becomes part of a key. */
const JOB_ID = /^job_[a-z2-7]{16,64}$/;

/** @throws LectorError `not_found`, also for jobs of others: whether an id exists is nobody's business */
export async function ownJob(store: Pick<JobStore, 'get'>, id: unknown, tenant: string): Promise<JobRecord> {
  const record = typeof id === 'string' && JOB_ID.test(id) ? await store.get(id) : null;
  return ownRecord(record, tenant);
}

export function ownRecord(record: JobRecord | null, tenant: string): JobRecord {
  if (record === null || record.tenant !== tenant) throw new LectorError('not_found', 'there is no such job');
  return record;
}

export function showJob(deps: Pick<ApiDeps, 'settings' | 'nowMs'>, record: JobRecord, text?: string): Job {
  return jobView(record, {
    links: jobLinks(record.id, deps.settings.publicUrl),
    etaSeconds: remainingSeconds(record, deps.nowMs()),
    ...(text === undefined ? {} : { text }),
  });
}

/** As a listing shows it. */
export function showSummary(deps: Pick<ApiDeps, 'settings' | 'nowMs'>, record: ListedRecord): JobSummary {
  const lists = { spans: [], needs_review: [] };
  const { result: whole, ...job } = showJob(deps, {
    ...record,
    result: record.result && { ...record.result, ...lists },
  });
  if (whole === null) return { ...job, result: null };
  const { spans: _spans, needs_review: _needsReview, ...result } = whole;
  return { ...job, result };
}

/**
 * The text as submitted.
 * @throws LectorError `storage_unavailable`; `not_found` when retention has removed it
 */
export async function jobText(deps: Pick<ApiDeps, 'objects' | 'settings'>, record: JobRecord): Promise<string> {
  if ('inline' in record.text) return record.text.inline;
  const { key } = record.text;
  const bytes = await inStoreTime(deps.settings.storeMs, (signal) => deps.objects.get(key, { signal }));
  if (bytes === null) throw new LectorError('not_found', `the text of the job is gone [job=${record.id}]`);
  return new TextDecoder().decode(bytes);
}
