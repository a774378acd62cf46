import { LectorError, lexiconTag } from '@lector/contract';
import type { LexiconRecord, LexiconVersion } from '@lector/jobs';
import { namesTag } from '../range.js';

/** What keeps two who edit one lexicon from undoing each other's work. */

export interface Conditions {
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
}

/**
 * The version a change is meant for, 0 for none; null where it is meant for any. A tag that a proxy made weak is taken as
 * well: it still names one version.
 * @throws LectorError `lexicon_changed`
 */
export function expectedVersion({ ifMatch, ifNoneMatch }: Conditions, record: LexiconRecord | null): number | null {
  const [holds] = record?.versions ?? [];
  const isNamed = (header: string) => holds !== undefined && namesTag(header, lexiconTag(holds));
  if (ifMatch !== undefined && !isNamed(ifMatch)) throw lexiconChanged(holds);
  if (ifNoneMatch !== undefined && isNamed(ifNoneMatch)) throw lexiconChanged(holds);
  return ifMatch === undefined && ifNoneMatch === undefined ? null : (holds?.version ?? 0);
}

export function lexiconChanged(holds: Pick<LexiconVersion, 'version'> | undefined): LectorError {
  const now = holds === undefined ? 'there is none of this name' : `version ${holds.version} holds`;
  return new LectorError('lexicon_changed', `the lexicon is not the one the condition names: ${now}`);
}
