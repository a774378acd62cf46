import type { Request } from 'express';
import {
  LectorError,
  LEXICON_MAX_BYTES,
  LexiconId,
  LexiconListQuery,
  LexiconQuery,
  lexiconTag,
  type LexiconView,
  parseRequest,
  PLS_CONTENT_TYPE,
} from '@lector/contract';
import { isoTime, type LexiconRecord, type LexiconVersion } from '@lector/jobs';
import { inTurns } from '@lector/process-kit';
import { writePlsInSteps } from '@lector/text';
import { type Conditions, expectedVersion, lexiconChanged } from '../lexicons/condition.js';
import { type ContentDeps, readContent } from '../lexicons/content.js';
import { versionOf } from '../lexicons/named-lexicons.js';
import { putLexicon } from '../lexicons/put-lexicon.js';
import { readLexicon } from '../lexicons/read-lexicon.js';
import type { TakenBytes } from '../middleware/body.js';
import { namesTag } from '../range.js';
import type { Route } from '../route.js';

/** `/v1/lexicons`: kept under names of their owner's, one version after the other. */
export function lexiconRoutes(deps: ContentDeps): Route[] {
  const { lexicons } = deps;
  return [
    {
      method: 'get',
      path: '/v1/lexicons',
      handle: async (request, response) => {
        const { limit, cursor } = parseRequest(LexiconListQuery, request.query);
        const page = await lexicons.list(response.locals.tenant, { limit, cursor: cursor ?? null });
        response.json({
          lexicons: page.records.map((record) => lexiconView(record, record.versions[0])),
          next_cursor: page.cursor,
        });
      },
    },
    {
      method: 'get',
      path: '/v1/lexicons/{id}',
      handle: async (request, response) => {
        const { version: wanted = null } = parseRequest(LexiconQuery, request.query);
        const record = existing(await lexicons.get(response.locals.tenant, existingId(request)));
        const version = versionOf(record, wanted);
        if (version === undefined) throw new LectorError('not_found', 'this version of the lexicon is not kept');
        const asPls = request.accepts(['application/json', PLS_CONTENT_TYPE]) === PLS_CONTENT_TYPE;
        const tag = lexiconTag(version);
        response.setHeader('ETag', tag);
        response.setHeader('Vary', 'Accept');
        if (namesTag(request.get('if-none-match'), tag)) {
          response.status(304).end();
          return;
        }
        const lexicon = await readContent(deps, version);
        if (asPls) response.type(PLS_CONTENT_TYPE).send(await inTurns(writePlsInSteps(lexicon)));
        else response.json({ ...lexiconView(record, version), entries: lexicon.entries });
      },
    },
    {
      method: 'put',
      path: '/v1/lexicons/{id}',
      bytes: { types: ['application/json', PLS_CONTENT_TYPE], maxBytes: LEXICON_MAX_BYTES },
      handle: async (request, response) => {
        const id = newId(request);
        const lexicon = await readLexicon(request.body as TakenBytes);
        const put = { tenant: response.locals.tenant, id, lexicon, conditions: conditionsOf(request) };
        const { record, created } = await putLexicon(deps, put);
        const [holds] = record.versions;
        response.setHeader('ETag', lexiconTag(holds));
        response.status(created ? 201 : 200).json(lexiconView(record, holds));
      },
    },
    {
      method: 'delete',
      path: '/v1/lexicons/{id}',
      handle: async (request, response) => {
        const { tenant } = response.locals;
        const id = existingId(request);
        const record = existing(await lexicons.get(tenant, id));
        const expected = expectedVersion(conditionsOf(request), record);
        const outcome = await lexicons.delete(tenant, id, { expected, nowMs: deps.nowMs() });
        if (outcome === 'refused') throw lexiconChanged((await lexicons.get(tenant, id))?.versions[0]);
        existing(outcome === 'missing' ? null : record);
        response.status(204).end();
      },
    },
  ];
}

function lexiconView(record: LexiconRecord, version: LexiconVersion): LexiconView {
  const { language, description } = version;
  return {
    id: record.id,
    version: version.version,
    created_at: isoTime(record.createdAtMs),
    updated_at: isoTime(version.updatedAtMs),
    sha256: version.sha256,
    entries_count: version.entriesCount,
    ...(language === undefined ? {} : { language }),
    ...(description === undefined ? {} : { description }),
  };
}

function conditionsOf(request: Request): Conditions {
  return { ifMatch: request.get('if-match'), ifNoneMatch: request.get('if-none-match') };
}

/** @throws LectorError `not_found`, also for lexicons of others */
function existing(record: LexiconRecord | null): LexiconRecord {
  if (record === null) throw new LectorError('not_found', 'there is no such lexicon; GET /v1/lexicons lists them');
  return record;
}

/** What cannot be a name never becomes part of a key. @throws LectorError `not_found` */
function existingId(request: Request): string {
  const id = LexiconId.safeParse(request.params['id']);
  return id.success ? id.data : existing(null).id;
}

/** @throws LectorError `invalid_request` that says what a name may be */
function newId(request: Request): string {
  const id = LexiconId.safeParse(request.params['id']);
  if (id.success) return id.data;
  throw new LectorError('invalid_request', `the name of a lexicon ${id.error.issues[0]?.message ?? 'is another'}`);
}
