import { LectorError } from '@lector/contract';
import type { JobStore, ListedRecord } from '@lector/jobs';
import type { RedisClient } from './connection.js';
import { redisKeys } from './keys.js';
import { decodeListed, LISTED_FIELDS } from './record-codec.js';
import { onRedis } from './redis-errors.js';
import { loadScript } from './scripts.js';

/**
 * Pages of a tenant's jobs, newest first. Only what a listing shows is read: a hundred whole results would be twenty
 * megabytes, and half a second in which nobody else of this process hears from Redis.
 */
export function createJobListing({ client, prefix }: { client: RedisClient; prefix: string }): JobStore['list'] {
  const keys = redisKeys(prefix);
  const list = loadScript('list');

  async function read(id: string): Promise<ListedRecord | null> {
    const values = await client.hmget(keys.job(id), ...LISTED_FIELDS);
    const fields: Partial<Record<(typeof LISTED_FIELDS)[number], string>> = {};
    for (const [at, field] of LISTED_FIELDS.entries()) {
      const value = values[at];
      if (typeof value === 'string') fields[field] = value;
    }
    return decodeListed(fields);
  }

  return (tenant, { status, limit, cursor }) =>
    onRedis('list jobs', async () => {
      const after = parseCursor(cursor);
      // One more than is shown: whether it is there decides whether there is a next page.
      const args = [limit + 1, after.score, after.id];
      const entries = chunk((await list(client, [keys.listing(tenant, status ?? 'all')], args)) as string[]);
      const page = entries.slice(0, limit);
      const found = await Promise.all(page.map(({ id }) => read(id)));
      const last = entries.length > limit ? page.at(-1) : undefined;
      return {
        // A job may be removed, or move to another status, between the index and its record.
        records: found.flatMap((record) =>
          record !== null && (status === null || record.status === status) ? [record] : [],
        ),
        cursor: last === undefined ? null : `${last.score}.${last.id}`,
      };
    });
}

/** `<creation time>.<id>` of the last entry seen. @throws LectorError `invalid_request` for anything else */
function parseCursor(cursor: string | null): { score: string; id: string } {
  if (cursor === null) return { score: '', id: '' };
  const match = /^(\d{1,16})\.([a-z0-9_]{1,80})$/.exec(cursor);
  if (match === null) {
    throw new LectorError('invalid_request', 'the cursor is not one a listing gave', {
      errors: [{ pointer: '/cursor', detail: 'use the cursor of the page before, unchanged' }],
    });
  }
  return { score: match[1] ?? '', id: match[2] ?? '' };
}

function chunk(flat: readonly string[]): { id: string; score: string }[] {
  const pairs: { id: string; score: string }[] = [];
  for (let at = 0; at + 1 < flat.length; at += 2) pairs.push({ id: flat[at] ?? '', score: flat[at + 1] ?? '' });
  return pairs;
}
