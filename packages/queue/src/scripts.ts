import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { RedisClient } from './connection.js';

/**
 * The atomic moves, one Lua file each in `lua/`. They are sent by digest; a Redis that does not know one (restarted,
 * failed over) gets the text.
 */
export type ScriptName =
  | 'admit'
  | 'cancel'
  | 'claim-stale-segments'
  | 'claim-unheld-contents'
  | 'delete-lexicon'
  | 'finish'
  | 'forget-relays'
  | 'hand-back'
  | 'list'
  | 'live-workers'
  | 'mark-audio-deleted'
  | 'progress'
  | 'put-lexicon'
  | 'remove'
  | 'split'
  | 'start'
  | 'touch-segment'
  | 'unit-done'
  | 'unit-hand-back'
  | 'unit-start'
  | 'worker-beat';

export type Script = (
  client: RedisClient,
  keys: readonly string[],
  args: readonly (string | number)[],
) => Promise<unknown>;

/** Reads a script from disk. The path is the same seen from `src` and from `dist`. */
export function loadScript(name: ScriptName): Script {
  const text = [readLua('record'), readLua('contents'), readLua(name)].join('\n');
  const digest = createHash('sha1').update(text).digest('hex');
  return async (client, keys, args) => {
    try {
      return await client.evalsha(digest, keys.length, ...keys, ...args);
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
      return client.eval(text, keys.length, ...keys, ...args);
    }
  };
}

function readLua(name: string): string {
  return readFileSync(new URL(`../lua/${name}.lua`, import.meta.url), 'utf8');
}
