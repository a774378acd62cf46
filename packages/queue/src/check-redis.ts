import { LectorError } from '@lector/contract';
import type { RedisClient } from './connection.js';
import { onRedis } from './redis-errors.js';

export interface RedisFacts {
  readonly flavour: 'redis' | 'valkey';
  readonly version: string;
  readonly maxMemoryBytes: number;
  /** Without AOF a restart loses everything since the last snapshot; worth a warning, not a refusal. */
  readonly appendOnly: boolean;
}

/**
 * From here on XAUTOCLAIM forgets entries that were deleted instead of handing them out as empty. Every Valkey is newer.
 */
const LEAST_REDIS = 7;

/**
 * Refuses a Redis that would lose jobs. Any eviction policy but `noeviction` lets Redis drop parts of the queue when
 * memory runs short: jobs would vanish or stick without an error anywhere.
 * @throws LectorError `redis_unsuitable` with the fix; `queue_unavailable` when it does not answer
 */
export async function checkRedis(client: Pick<RedisClient, 'info' | 'config'>): Promise<RedisFacts> {
  const info = parseInfo(await onRedis('ask Redis about itself', () => client.info()));
  const flavour = info.has('valkey_version') ? 'valkey' : 'redis';
  const version = info.get('valkey_version') ?? info.get('redis_version') ?? '0';
  if (flavour === 'redis' && Number.parseInt(version, 10) < LEAST_REDIS) {
    throw unsuitable(`Redis is too old [version=${version}, least=${LEAST_REDIS}]; upgrade it or use Valkey`);
  }
  // Some managed services answer CONFIG GET but leave the line out of INFO, most the other way round.
  const policy = info.get('maxmemory_policy') ?? (await configuredPolicy(client));
  if (policy === null) {
    throw unsuitable(
      `the server does not tell its eviction policy [${flavour}=${version}]; set maxmemory-policy to noeviction and allow INFO memory`,
    );
  }
  if (policy !== 'noeviction') {
    throw unsuitable(
      `the server may evict jobs when memory runs short [maxmemory-policy=${policy}]; ` +
        'run `redis-cli CONFIG SET maxmemory-policy noeviction` and put `maxmemory-policy noeviction` in its configuration file, ' +
        'or choose noeviction in the parameter group of a managed service',
    );
  }
  return {
    flavour,
    version,
    maxMemoryBytes: Number(info.get('maxmemory') ?? 0),
    appendOnly: info.get('aof_enabled') === '1',
  };
}

async function configuredPolicy(client: Pick<RedisClient, 'config'>): Promise<string | null> {
  try {
    const answer = (await client.config('GET', 'maxmemory-policy')) as readonly string[];
    return answer[1] ?? null;
  } catch {
    return null;
  }
}

function parseInfo(text: string): Map<string, string> {
  const lines = text.split(/\r?\n/).filter((line) => line.includes(':'));
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]));
}

function unsuitable(message: string): LectorError {
  return new LectorError('redis_unsuitable', message);
}
