import { createHash } from 'node:crypto';
import { type Lexicon, LectorError } from '@lector/contract';
import { canonicalJsonInSteps } from '@lector/engines';
import type { ContentAt } from '@lector/jobs';
import { inTurns } from '@lector/process-kit';
import type { ApiDeps } from '../deps.js';
import { inStoreTime } from '../store-time.js';

/** What a lexicon says, as it lies in the object store: written once, under a name of its own, and never changed. */

export type ContentDeps = Pick<ApiDeps, 'lexicons' | 'objects' | 'lexiconKey' | 'randomBytes' | 'nowMs'> & {
  readonly settings: Pick<ApiDeps['settings'], 'storeMs'>;
};

export interface EncodedLexicon {
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/** The same whatever the order of fields it was sent with. */
export async function encodeLexicon(lexicon: Lexicon): Promise<EncodedLexicon> {
  const bytes = new TextEncoder().encode(await inTurns(canonicalJsonInSteps(lexicon)));
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/**
 * Stores it for a record that is to name it.
 * @throws LectorError `queue_unavailable`, `storage_unavailable`; nothing is left behind that the sweeper does not find
 */
export async function storeContent(
  deps: ContentDeps,
  tenant: string,
  { bytes, sha256 }: EncodedLexicon,
): Promise<ContentAt> {
  const key = deps.lexiconKey(tenant, Buffer.from(deps.randomBytes(16)).toString('hex'));
  await deps.lexicons.reserve(key, deps.nowMs());
  await inStoreTime(deps.settings.storeMs, (signal) =>
    deps.objects.put(key, bytes, { contentType: 'application/json', sha256, signal }),
  );
  return { key, sha256 };
}

/** @throws LectorError `storage_unavailable`; `not_found` where it was deleted meanwhile */
export async function readContent(
  { objects, settings }: Pick<ContentDeps, 'objects' | 'settings'>,
  { key }: ContentAt,
): Promise<Lexicon> {
  const bytes = await inStoreTime(settings.storeMs, (signal) => objects.get(key, { signal }));
  if (bytes === null) throw new LectorError('not_found', 'this version of the lexicon is gone');
  return JSON.parse(new TextDecoder().decode(bytes)) as Lexicon;
}
