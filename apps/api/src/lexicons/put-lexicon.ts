import { type Lexicon, LectorError, LEXICONS_MAX } from '@lector/contract';
import type { LexiconRecord } from '@lector/jobs';
import { type Conditions, expectedVersion, lexiconChanged } from './condition.js';
import { type ContentDeps, encodeLexicon, storeContent } from './content.js';

export interface LexiconPut {
  readonly tenant: string;
  readonly id: string;
  readonly lexicon: Lexicon;
  readonly conditions: Conditions;
}

/**
 * Makes it the version that holds: first the object, then the record that names it, so that a record never names what is
 * not there. What says the same as before is no change.
 * @throws LectorError `lexicon_changed`, `too_many_lexicons`, `queue_unavailable`, `storage_unavailable`
 */
export async function putLexicon(
  deps: ContentDeps,
  { tenant, id, lexicon, conditions }: LexiconPut,
): Promise<{ readonly record: LexiconRecord; readonly created: boolean }> {
  const before = await deps.lexicons.get(tenant, id);
  const expected = expectedVersion(conditions, before);
  const encoded = await encodeLexicon(lexicon);
  if (before?.versions[0].sha256 === encoded.sha256) return { record: before, created: false };

  const { language, description } = lexicon;
  const content = {
    ...(await storeContent(deps, tenant, encoded)),
    updatedAtMs: deps.nowMs(),
    entriesCount: lexicon.entries.length,
    ...(language === undefined ? {} : { language }),
    ...(description === undefined ? {} : { description }),
  };
  const outcome = await deps.lexicons.put(tenant, id, content, expected);
  switch (outcome.kind) {
    case 'created':
    case 'changed':
    case 'same':
      return { record: outcome.record, created: outcome.kind === 'created' };
    case 'refused':
      throw lexiconChanged((await deps.lexicons.get(tenant, id))?.versions[0]);
    case 'full':
      throw new LectorError(
        'too_many_lexicons',
        `there are as many lexicons as one key may have [max=${LEXICONS_MAX}]`,
      );
    case 'expired':
      throw new LectorError('storage_unavailable', `the lexicon took too long to be stored; send it again [id=${id}]`);
  }
}
