import { LectorError } from '@lector/contract';

/**
 * Names of objects. They are built from ids that Lector made and from nothing a client sent, so no text, file name or path
 * of a user can reach another user's object.
 *
 *   jobs/{id}/text.txt                     a text too long for the job record
 *   jobs/{id}/plan.json                    head of the plan every attempt reads, where it is too long for the record
 *   jobs/{id}/plan/{page}.json             its segments, a page each
 *   jobs/{id}/{fence}/audio.{extension}    the result of one attempt; an attempt that lost writes beside, never over
 *   jobs/{id}/{fence}/timings.ndjson       when its sentences and words are heard
 *   segments/{tenant}/{xx}/{contentKey}    finished segments, shared by the jobs of one tenant
 *   lexicons/{tenant}/{token}.json         what one version of a lexicon says; no name of an object is ever used again
 *   samples/{pack}/{digest}.wav            a listed voice speaking Lector's own sentence, for everybody
 */
const PART = /^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/;

function part(value: string, what: string): string {
  if (!PART.test(value)) throw new LectorError('internal', `not usable in an object key [part=${what}]`);
  return value;
}

/** Everything of one job; ends with a slash, so that job `a` never covers job `ab`. */
export function jobPrefix(jobId: string): string {
  return `jobs/${part(jobId, 'job')}/`;
}

export function textKey(jobId: string): string {
  return `${jobPrefix(jobId)}text.txt`;
}

export function planKey(jobId: string): string {
  return `${jobPrefix(jobId)}plan.json`;
}

export function planPageKey(jobId: string, page: number): string {
  if (!Number.isSafeInteger(page) || page < 0) throw new LectorError('internal', `not a page [page=${page}]`);
  return `${jobPrefix(jobId)}plan/${page}.json`;
}

export function audioKey(jobId: string, fence: number, extension: string): string {
  return `${attemptPrefix(jobId, fence)}audio.${part(extension, 'extension')}`;
}

function attemptPrefix(jobId: string, fence: number): string {
  if (!Number.isSafeInteger(fence) || fence < 1) throw new LectorError('internal', `not a fence [fence=${fence}]`);
  return `${jobPrefix(jobId)}${fence}/`;
}

export function timingsKey(jobId: string, fence: number): string {
  return `${attemptPrefix(jobId, fence)}timings.ndjson`;
}

/** Two letters of the content key spread a tenant's segments, for stores that list folders one by one. */
export function segmentKey(tenant: string, contentKey: string): string {
  return `segments/${part(tenant, 'tenant')}/${part(contentKey, 'content').slice(0, 2)}/${contentKey}`;
}

export function lexiconKey(tenant: string, token: string): string {
  return `lexicons/${part(tenant, 'tenant')}/${part(token, 'token')}.json`;
}

export function sampleKey(pack: string, digest: string): string {
  return `samples/${part(pack, 'pack')}/${part(digest, 'digest')}.wav`;
}
