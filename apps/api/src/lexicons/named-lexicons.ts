import { type ErrorDetail, LectorError, lexiconNamed } from '@lector/contract';
import type { LexiconRecord, LexiconStore, LexiconUse, LexiconVersion } from '@lector/jobs';

/**
 * The lexicons a request names, each with the version that holds now or the one it asks for.
 * @throws LectorError `unknown_lexicon` for each that there is not; `queue_unavailable`
 */
export async function namedLexicons(
  lexicons: Pick<LexiconStore, 'get'>,
  tenant: string,
  names: readonly string[] = [],
): Promise<readonly LexiconUse[]> {
  const errors: ErrorDetail[] = [];
  const found = await Promise.all(
    names.map(async (name, index): Promise<LexiconUse[]> => {
      const { id, version: wanted } = lexiconNamed(name);
      const record = await lexicons.get(tenant, id);
      const version = record === null ? undefined : versionOf(record, wanted);
      if (version === undefined) {
        const detail = record === null ? 'there is no lexicon of this name' : 'this version of the lexicon is not kept';
        errors.push({ pointer: `/lexicons/${index}`, detail });
        return [];
      }
      return [{ name: `${id}@${version.version}`, key: version.key, sha256: version.sha256 }];
    }),
  );
  if (errors.length === 0) return found.flat();
  throw new LectorError('unknown_lexicon', `the request names lexicons that there are not [count=${errors.length}]`, {
    errors: errors.toSorted((a, b) => a.pointer.localeCompare(b.pointer)),
  });
}

/** That one, or the one that holds now. */
export function versionOf({ versions }: LexiconRecord, wanted: number | null): LexiconVersion | undefined {
  return wanted === null ? versions[0] : versions.find(({ version }) => version === wanted);
}
