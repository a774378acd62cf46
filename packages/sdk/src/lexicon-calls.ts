import type { LexiconList } from '@lector/contract';
import { PLS_CONTENT_TYPE } from '@lector/contract/lexicon-tag';
import type { LexiconCalls } from './client-types.js';
import { jsonOf } from './read-answer.js';
import { type Call, type CallOptions, send, type TransportDeps } from './transport.js';

/** The API's most: listing everything takes the fewest calls. */
const PAGE = 100;

/** The calls about lexicons. @param speaking options of those that speak before they answer */
export function lexiconCalls(deps: TransportDeps, speaking: CallOptions): LexiconCalls {
  const json = <T>(call: Call) => send<T>(deps, call, jsonOf);

  const calls: LexiconCalls = {
    put: (id, lexicon, { ifMatch, ifNoneMatch, ...rest } = {}) => {
      const headers = {
        ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
        ...(ifNoneMatch === undefined ? {} : { 'if-none-match': ifNoneMatch }),
      };
      const contentType = typeof lexicon === 'string' ? PLS_CONTENT_TYPE : undefined;
      // Done once, a condition does not hold a second time: an answer that got lost would come back as a refusal.
      const repeatable = ifMatch === undefined && ifNoneMatch === undefined;
      return json({ method: 'PUT', path: path(id), headers, body: lexicon, contentType, repeatable, ...rest });
    },
    get: (id, { version, ...rest } = {}) =>
      json({ method: 'GET', path: path(id), query: { version }, repeatable: true, ...rest }),
    pls: (id, { version, ...rest } = {}) => {
      const call = { path: path(id), query: { version }, headers: { accept: PLS_CONTENT_TYPE }, repeatable: true };
      return send(deps, { method: 'GET', ...call, ...rest }, (answer) => answer.text());
    },
    list: ({ limit, cursor, ...rest } = {}) =>
      json<LexiconList>({ method: 'GET', path: path(), query: { limit, cursor }, repeatable: true, ...rest }),
    all: async function* (options = {}) {
      let cursor: string | null = null;
      do {
        const page: LexiconList = await calls.list({ ...options, limit: PAGE, ...(cursor === null ? {} : { cursor }) });
        yield* page.lexicons;
        cursor = page.next_cursor;
      } while (cursor !== null);
    },
    delete: (id, { ifMatch, ...rest } = {}) => {
      const headers = ifMatch === undefined ? {} : { 'if-match': ifMatch };
      return send(deps, { method: 'DELETE', path: path(id), headers, repeatable: false, ...rest }, () =>
        Promise.resolve(),
      );
    },
    audition: (body, rest = {}) => {
      const call = { path: ['v1', 'lexicons:audition'], body, headers: { accept: '*/*' }, repeatable: false };
      return send(
        deps,
        { method: 'POST', ...call, ...speaking, ...rest },
        async (answer) => new Uint8Array(await answer.arrayBuffer()),
      );
    },
  };
  return calls;
}

function path(...rest: readonly string[]): readonly string[] {
  return ['v1', 'lexicons', ...rest];
}
