import { createHash } from 'node:crypto';
import { LectorError } from '@lector/contract';
import type { PreparedPack } from '@lector/packs';
import type { Utterance } from './engine.js';

/** Everything a segment's audio depends on. */
export interface ContentIdentity {
  /** `packIdentity` of the pack that renders. */
  readonly pack: string;
  /** The family's revision: how it turns an utterance into audio. */
  readonly revision: string;
  readonly utterance: Utterance;
  /** Factor on the samples, where there is one. */
  readonly gain?: number;
}

/**
 * The key a finished segment is stored under, 64 hex digits. Two segments share it exactly when the same pack,
 * revision and engine input made them; the order in which an object's fields were written does not matter.
 */
export function contentKey({ pack, revision, utterance, gain }: ContentIdentity): string {
  return sha256(canonicalJson({ pack, revision, utterance, ...(gain === undefined ? {} : { gain }) }));
}

/**
 * What of a pack decides audio: the graph that is run and every file beside it. An utterance names styles; two versions of a
 * pack with another file under that name must not share segments.
 */
export function packIdentity({ graphSha256, manifest }: Pick<PreparedPack, 'graphSha256' | 'manifest'>): string {
  const files = manifest.files.map(({ path, sha256: hash }) => [path, hash]);
  return sha256(canonicalJson({ graphSha256, files }));
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/**
 * JSON with sorted keys and no spaces. Values JSON would change silently (NaN, undefined, functions) are refused:
 * two different inputs must never meet in one key.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    return `{${sortedFields(value)
      .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`)
      .join(',')}}`;
  }
  throw new LectorError('internal', `an engine input holds a value without a JSON form [type=${typeof value}]`);
}

const sortedFields = (value: object): [string, unknown][] => Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));

/** Members of a list written between two steps. */
const MEMBERS_A_STEP = 100;

/** The same of an object with long lists in it, in steps of some milliseconds. */
export function* canonicalJsonInSteps(value: object): Generator<undefined, string> {
  const fields: string[] = [];
  for (const [key, field] of sortedFields(value)) {
    fields.push(`${JSON.stringify(key)}:${Array.isArray(field) ? yield* listInSteps(field) : canonicalJson(field)}`);
  }
  return `{${fields.join(',')}}`;
}

function* listInSteps(list: readonly unknown[]): Generator<undefined, string> {
  const members: string[] = [];
  for (let at = 0; at < list.length; at += MEMBERS_A_STEP) {
    members.push(...list.slice(at, at + MEMBERS_A_STEP).map(canonicalJson));
    yield;
  }
  return `[${members.join(',')}]`;
}
