import { LectorError, type JobError, type JobResult, type JobStatus } from '@lector/contract';
import type { JobRecord, ListedRecord, ListedResult } from '@lector/jobs';

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
  | 'lexicons'
  | 'characters'
  | 'retryOf'
  | 'webhookSecret'
  | 'webhookSecretMade'
  | 'etaSeconds'
  | 'apiUrl'
  | 'requestId'
  | 'traceparent'
>;

/** Field, value, field, value, ... as ADMIT writes them. */
export function encodeRecord(record: JobRecord): string[] {
  const { id, kind, tenant, lane, pack, createdAtMs, request, text, characters } = record;
  const { retryOf, webhookSecret, webhookSecretMade, lexicons, etaSeconds, apiUrl, requestId, traceparent } = record;
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
    ...(lexicons === undefined ? {} : { lexicons }),
    ...(etaSeconds === undefined ? {} : { etaSeconds }),
    ...(apiUrl === undefined ? {} : { apiUrl }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(traceparent === undefined ? {} : { traceparent }),
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
    attemptsForgiven: record.attemptsForgiven ?? 0,
    waitedMs: record.waitedMs ?? 0,
    cancelRequested: record.cancelRequested ? 1 : 0,
    updatedAtMs: record.updatedAtMs,
    segmentsDone: record.progress.segmentsDone,
    segmentsTotal: record.progress.segmentsTotal,
    audioMs: toMs(record.progress.audioSeconds),
    renderedSegments: record.rendering.segments,
    renderedMs: toMs(record.rendering.audioSeconds),
    inferenceMs: toMs(record.rendering.inferenceSeconds),
    ...(record.stage === null ? {} : { stage: record.stage }),
  };
  return Object.entries(fields).flatMap(([field, value]) => [field, String(value)]);
}

/** A result in two fields: what every reader needs, and the lists that may be long. '' for none. */
export function encodeResult(result: JobResult | null): { readonly short: string; readonly details: string } {
  if (result === null) return { short: '', details: '' };
  const { spans, needs_review, ...short } = result;
  return { short: JSON.stringify(short), details: JSON.stringify({ spans, needs_review }) };
}

/** null for the empty answer of a hash that does not exist. */
export function decodeRecord(fields: Readonly<Record<string, string>>): JobRecord | null {
  const decoded = decodeListed(fields);
  if (decoded === null) return null;
  const { plan } = fields;
  const listed = plan === undefined ? decoded : { ...decoded, plan };
  if (listed.result === null) return { ...listed, result: null };
  // Records of before the result was two fields hold the lists in the first.
  const details = JSON.parse(fields['resultDetails'] ?? '{}') as Pick<JobResult, 'spans' | 'needs_review'>;
  return { ...listed, result: { ...listed.result, ...details } };
}

/** Fields of the hash that `decodeListed` reads: all but `resultDetails`, `plan` and what only scripts look at. */
export const LISTED_FIELDS = [
  'fixed',
  'status',
  'fence',
  'attempts',
  'attemptsForgiven',
  'waitedMs',
  'cancelRequested',
  'updatedAtMs',
  'startedAtMs',
  'finishedAtMs',
  'segmentsDone',
  'segmentsTotal',
  'audioMs',
  'renderedSegments',
  'renderedMs',
  'inferenceMs',
  'stage',
  'result',
  'error',
  'audioDeletedAtMs',
] as const;
type ListedField = (typeof LISTED_FIELDS)[number];

/** As `decodeRecord`, without the plan and the lists of the result. */
export function decodeListed(fields: Readonly<Partial<Record<ListedField, string>>>): ListedRecord | null {
  if (fields.status === undefined) return null;
  const numberOf = (field: ListedField) => Number(fields[field] ?? 0);
  const timeOf = (field: ListedField) => (fields[field] === undefined ? null : Number(fields[field]));
  return {
    ...decodeFixed(fields.fixed),
    status: fields.status as JobStatus,
    fence: numberOf('fence'),
    attempts: numberOf('attempts'),
    attemptsForgiven: numberOf('attemptsForgiven'),
    waitedMs: numberOf('waitedMs'),
    cancelRequested: fields.cancelRequested === '1',
    updatedAtMs: numberOf('updatedAtMs'),
    startedAtMs: timeOf('startedAtMs'),
    finishedAtMs: timeOf('finishedAtMs'),
    stage: (fields['stage'] ?? null) as JobRecord['stage'],
    progress: {
      segmentsDone: numberOf('segmentsDone'),
      segmentsTotal: numberOf('segmentsTotal'),
      audioSeconds: numberOf('audioMs') / 1000,
    },
    rendering: {
      segments: numberOf('renderedSegments'),
      audioSeconds: numberOf('renderedMs') / 1000,
      inferenceSeconds: numberOf('inferenceMs') / 1000,
    },
    result: fields.result === undefined ? null : (JSON.parse(fields.result) as ListedResult),
    error: fields.error === undefined ? null : (JSON.parse(fields.error) as JobError),
    audioDeletedAtMs: timeOf('audioDeletedAtMs'),
  };
}

/** The scripts add these up, and whole numbers add up exactly. */
function toMs(seconds: number): number {
  return Math.round(seconds * 1000);
}

/** The part of a record that never changes, for callers that need no more. */
export function decodeFixed(json: string | null | undefined): Fixed {
  if (json === null || json === undefined) throw new LectorError('internal', 'a job record without its fixed part');
  return JSON.parse(json) as Fixed;
}
