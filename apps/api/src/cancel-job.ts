import { fileExtension } from '@lector/audio';
import { ERRORS, type JobError } from '@lector/contract';
import {
  eventLinks,
  jobEvent,
  type JobRecord,
  type JobStore,
  type JobTransport,
  type ObjectStore,
  wantsEvent,
} from '@lector/jobs';
import type { ApiDeps } from './deps.js';
import { inStoreTime } from './store-time.js';

/**
 * CANCEL for a client: a waiting job ends now, a running one is told to stop within one segment. Repeating it changes
 * nothing.
 */
export interface CancelDeps {
  readonly store: Pick<JobStore, 'cancel'>;
  readonly transport: Pick<JobTransport, 'remove'>;
  readonly settings: { readonly publicUrl: string };
  readonly nowMs: () => number;
}

const CANCELLED: JobError = {
  code: 'cancelled',
  title: ERRORS.cancelled.title,
  detail: 'the client cancelled the job',
  retryable: ERRORS.cancelled.retryable,
};

/** @returns whether a worker still has to notice */
export async function cancelJob(deps: CancelDeps, record: JobRecord): Promise<'ended' | 'requested'> {
  const nowMs = deps.nowMs();
  const event = wantsEvent(record, 'cancelled')
    ? jobEvent(record, {
        status: 'cancelled',
        result: null,
        error: CANCELLED,
        finishedAtMs: nowMs,
        links: eventLinks(record, deps.settings.publicUrl),
      })
    : null;
  const outcome = await deps.store.cancel(record.id, { event, error: CANCELLED, nowMs });
  // The record says cancelled; a worker that still gets the job sees that at START. Taking it out only saves the trip.
  if (outcome.kind === 'cancelled') await deps.transport.remove(record).catch(() => undefined);
  return outcome.kind === 'requested' ? 'requested' : 'ended';
}

/**
 * Deletes the audio of a finished job and its timings, of every attempt: one that lost its fence has stored its own beside the winner's.
 * The record is marked first: from then on nobody is sent to an object that is about to vanish. Everything is deleted
 * again on every call, so what survived a crash, or came late, goes with the next. Text and plan stay, for a retry.
 */
export async function deleteAudio(
  deps: {
    readonly store: Pick<JobStore, 'markAudioDeleted'>;
    readonly objects: Pick<ObjectStore, 'delete'>;
    readonly settings: Pick<ApiDeps['settings'], 'storeMs'>;
    readonly audioKey: ApiDeps['audioKey'];
    readonly timingsKey: ApiDeps['timingsKey'];
    readonly nowMs: () => number;
  },
  record: JobRecord,
): Promise<void> {
  if (record.result === null) return;
  if (record.audioDeletedAtMs === null) await deps.store.markAudioDeleted(record.id, deps.nowMs());
  const extension = fileExtension(record.request.format);
  const fences = Array.from({ length: record.fence }, (_, index) => index + 1);
  const keys = new Set(fences.map((fence) => deps.audioKey(record.id, fence, extension)));
  if (record.result.audio !== null) keys.add(record.result.audio.key);
  if (record.result.timings !== undefined) for (const fence of fences) keys.add(deps.timingsKey(record.id, fence));
  await inStoreTime(deps.settings.storeMs, () => Promise.all([...keys].map((key) => deps.objects.delete(key))));
}
