import { LectorError } from '@lector/contract';

/**
 * Names of objects. They are built from ids that Lector made and from nothing a client sent, so no text, file name or path
 * of a user can reach another user's object.
 *
 *   jobs/{id}/text.txt                     a text too long for the job record
 *   jobs/{id}/plan.json                    the plan every attempt reads
 *   jobs/{id}/{fence}/audio.{extension}    the result of one attempt; an attempt that lost writes beside, never over
 *   segments/{tenant}/{xx}/{contentKey}    finished segments, shared by the jobs of one tenant
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

export function audioKey(jobId: string, fence: number, extension: string): string {
  if (!Number.isSafeInteger(fence) || fence < 1) throw new LectorError('internal', `not a fence [fence=${fence}]`);
  return `${jobPrefix(jobId)}${fence}/audio.${part(extension, 'extension')}`;
}

/** Two letters of the content key spread a tenant's segments, for stores that list folders one by one. */
export function segmentKey(tenant: string, contentKey: string): string {
  return `segments/${part(tenant, 'tenant')}/${part(contentKey, 'content').slice(0, 2)}/${contentKey}`;
}
