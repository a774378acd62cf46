import { LectorError, LEXICON_VERSIONS_KEPT, LEXICONS_MAX } from '@lector/contract';
import {
  CONTENT_GRACE_MS,
  type LexiconContent,
  type LexiconRecord,
  type LexiconStore,
  type LexiconVersion,
  type PutLexiconOutcome,
} from '@lector/jobs';
import type { RedisClient } from './connection.js';
import { redisKeys } from './keys.js';
import { onRedis } from './redis-errors.js';
import { loadScript } from './scripts.js';

export interface LexiconStoreDeps {
  readonly client: RedisClient;
  readonly prefix: string;
  /** How long records of jobs are kept, ms: as long tells a version number what it meant. */
  readonly retentionMs: number;
}

/** Records of lexicons on Redis. Every change is one script, see `lua/`. */
export function createLexiconStore({ client, prefix, retentionMs }: LexiconStoreDeps): LexiconStore {
  const keys = redisKeys(prefix);
  const putScript = loadScript('put-lexicon');
  const deleteScript = loadScript('delete-lexicon');

  const get = (tenant: string, id: string): Promise<LexiconRecord | null> =>
    onRedis(`read the lexicon [lexicon=${id}]`, async () =>
      decodeLexicon(id, await client.hgetall(keys.lexicon(tenant, id))),
    );

  return {
    get,

    list: (tenant, { limit, cursor }) =>
      onRedis('list lexicons', async () => {
        const after = cursor === null ? '-' : `(${parseCursor(cursor)}`;
        // One more than is shown: whether it is there decides whether there is a next page.
        const ids = await client.zrangebylex(keys.lexiconNames(tenant), after, '+', 'LIMIT', 0, limit + 1);
        const page = ids.slice(0, limit);
        const found = await Promise.all(page.map((id) => get(tenant, id)));
        return {
          // One may be deleted between the list and its record.
          records: found.flatMap((record) => (record === null ? [] : [record])),
          cursor: ids.length > limit ? (page.at(-1) ?? null) : null,
        };
      }),

    reserve: (key, nowMs) =>
      onRedis(`reserve room for a lexicon [key=${key}]`, async () => {
        await client.zadd(keys.unheldContents, nowMs + CONTENT_GRACE_MS, key);
      }),

    put: (tenant, id, content, expected) =>
      onRedis(`put the lexicon [lexicon=${id}]`, async (): Promise<PutLexiconOutcome> => {
        const { key, sha256, updatedAtMs, ...told } = content;
        const bounds = [LEXICON_VERSIONS_KEPT, LEXICONS_MAX, updatedAtMs + CONTENT_GRACE_MS];
        const about = JSON.stringify({ ...told, sha256, updatedAtMs });
        const args = [prefix, id, updatedAtMs, expected ?? '', sha256, key, about, ...bounds];
        const scriptKeys = [keys.lexicon(tenant, id), keys.lexiconNames(tenant)];
        const kind = (await putScript(client, scriptKeys, args)) as PutLexiconOutcome['kind'];
        if (kind === 'refused' || kind === 'full' || kind === 'expired') return { kind };
        const record = await get(tenant, id);
        // Deleted in the same breath by somebody else.
        if (record === null) return { kind: 'refused' };
        // Somebody else's may hold by now: whoever goes on from the answer must not pass over what he never saw.
        const [own = record.versions[0], ...older] = record.versions.slice(
          Math.max(
            0,
            record.versions.findIndex((one) => one.sha256 === sha256),
          ),
        );
        return { kind, record: { ...record, versions: [own, ...older] } };
      }),

    delete: (tenant, id, { expected, nowMs }) =>
      onRedis(`delete the lexicon [lexicon=${id}]`, async () => {
        const args = [prefix, id, expected ?? '', nowMs + CONTENT_GRACE_MS, retentionMs];
        const scriptKeys = [keys.lexicon(tenant, id), keys.lexiconNames(tenant)];
        return (await deleteScript(client, scriptKeys, args)) as 'deleted' | 'missing' | 'refused';
      }),
  };
}

/** The name of the last one seen. @throws LectorError `invalid_request` for anything else */
function parseCursor(cursor: string): string {
  if (/^[a-z0-9][a-z0-9_-]{0,63}$/.test(cursor)) return cursor;
  throw new LectorError('invalid_request', 'the cursor is not one a listing gave', {
    errors: [{ pointer: '/cursor', detail: 'use the cursor of the page before, unchanged' }],
  });
}

/** null for one that does not exist, or not any more. */
function decodeLexicon(id: string, fields: Readonly<Record<string, string>>): LexiconRecord | null {
  if (fields['live'] !== '1') return null;
  const versions = Object.entries(fields).flatMap(([field, json]): LexiconVersion[] => {
    const version = /^v:(\d+)$/.exec(field)?.[1];
    if (version === undefined) return [];
    const told = JSON.parse(json) as Omit<LexiconContent, 'key'>;
    return [{ ...told, version: Number(version), key: fields[`key:${version}`] ?? '' }];
  });
  const [newest, ...others] = versions.sort((a, b) => b.version - a.version);
  if (newest === undefined) throw new LectorError('internal', `a lexicon without a version [lexicon=${id}]`);
  return { id, createdAtMs: Number(fields['createdAtMs']), versions: [newest, ...others] };
}
