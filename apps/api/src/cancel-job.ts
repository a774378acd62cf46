import { ERRORS, type JobError } from '@lector/contract';
import {
  jobEvent,
  jobLinks,
  type JobRecord,
  type JobStore,
  type JobTransport,
  type ObjectStore,
  wantsEvent,
} from '@lector/jobs';

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
        links: jobLinks(record.id, deps.settings.publicUrl),
      })
    : null;
  const outcome = await deps.store.cancel(record.id, { event, error: CANCELLED, nowMs });
  // The record says cancelled; a worker that still gets the job sees that at START. Taking it out only saves the trip.
  if (outcome.kind === 'cancelled') await deps.transport.remove(record).catch(() => undefined);
  return outcome.kind === 'requested' ? 'requested' : 'ended';
}

/**
 * Deletes the audio of a finished job. The record is marked first: from then on nobody is sent to an object that is
 * about to vanish. The object is deleted again on every call, so one that survived a crash goes with the next.
 */
export async function deleteAudio(
  deps: {
    readonly store: Pick<JobStore, 'markAudioDeleted'>;
    readonly objects: Pick<ObjectStore, 'delete'>;
    readonly nowMs: () => number;
  },
  record: JobRecord,
): Promise<void> {
  const key = record.result?.audio?.key;
  if (key === undefined) return;
  if (record.audioDeletedAtMs === null) await deps.store.markAudioDeleted(record.id, deps.nowMs());
  await deps.objects.delete(key);
}
