import { LectorError, type JobError, type JobResult, type JobStatus } from '@lector/contract';
import type { JobRecord } from '@lector/jobs';

/**
 * How a record lies in its Redis hash. What never changes after ADMIT is one JSON field; what the scripts read or change
 * is a field of its own, as text (some of it a second time). A field that is absent is null. Pure.
 */
type Fixed = Pick<
  JobRecord,
  | 'id'
  | 'kind'
  | 'tenant'
  | 'lane'
  | 'pack'
  | 'createdAtMs'
  | 'request'
  | 'text'
  | 'characters'
  | 'retryOf'
  | 'webhookSecret'
  | 'webhookSecretMade'
>;

/** Field, value, field, value, ... as ADMIT writes them. */
export function encodeRecord(record: JobRecord): string[] {
  const { id, kind, tenant, lane, pack, createdAtMs, request, text, characters } = record;
  const { retryOf, webhookSecret, webhookSecretMade } = record;
  const fixed: Fixed = {
    id,
    kind,
    tenant,
    lane,
    pack,
    createdAtMs,
    request,
    text,
    characters,
    retryOf,
    webhookSecret,
    webhookSecretMade,
  };
  const fields: Record<string, string | number> = {
    fixed: JSON.stringify(fixed),
    tenant,
    createdAtMs,
    pack,
    lane,
    characters,
    webhookUrl: request.webhook?.url ?? '',
    webhookSecret: webhookSecret ?? '',
    status: record.status,
    fence: record.fence,
    attempts: record.attempts,
    waitedMs: record.waitedMs ?? 0,
    cancelRequested: record.cancelRequested ? 1 : 0,
    updatedAtMs: record.updatedAtMs,
    segmentsDone: record.progress.segmentsDone,
    segmentsTotal: record.progress.segmentsTotal,
    audioSeconds: record.progress.audioSeconds,
  };
  return Object.entries(fields).flatMap(([field, value]) => [field, String(value)]);
}

/** null for the empty answer of a hash that does not exist. */
export function decodeRecord(fields: Readonly<Record<string, string>>): JobRecord | null {
  if (fields['status'] === undefined) return null;
  const numberOf = (field: string) => Number(fields[field] ?? 0);
  const timeOf = (field: string) => (fields[field] === undefined ? null : Number(fields[field]));
  return {
    ...decodeFixed(fields['fixed']),
    status: fields['status'] as JobStatus,
    fence: numberOf('fence'),
    attempts: numberOf('attempts'),
    waitedMs: numberOf('waitedMs'),
    cancelRequested: fields['cancelRequested'] === '1',
    updatedAtMs: numberOf('updatedAtMs'),
    startedAtMs: timeOf('startedAtMs'),
    finishedAtMs: timeOf('finishedAtMs'),
    progress: {
      segmentsDone: numberOf('segmentsDone'),
      segmentsTotal: numberOf('segmentsTotal'),
      audioSeconds: numberOf('audioSeconds'),
    },
    result: fields['result'] === undefined ? null : (JSON.parse(fields['result']) as JobResult),
    error: fields['error'] === undefined ? null : (JSON.parse(fields['error']) as JobError),
    audioDeletedAtMs: timeOf('audioDeletedAtMs'),
  };
}

/** The part of a record that never changes, for callers that need no more. */
export function decodeFixed(json: string | null | undefined): Fixed {
  if (json === null || json === undefined) throw new LectorError('internal', 'a job record without its fixed part');
  return JSON.parse(json) as Fixed;
}
