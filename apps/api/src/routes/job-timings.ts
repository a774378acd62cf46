import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readTimingLines, timingContentType, type TimingFacts, writeTimings } from '@lector/audio';
import { LectorError, parseRequest, TimingsQuery } from '@lector/contract';
import { isTerminal, type JobRecord } from '@lector/jobs';
import type { ApiDeps } from '../deps.js';
import { namesTag } from '../range.js';
import { ownJob } from '../read-job.js';
import type { Route } from '../route.js';

/** Part of every entity tag: raised when the same timings would be written in another way. */
const WRITTEN_AS = 2;

/** One write to the network for some seconds of speech would cost more than the words. */
const CHUNK_CHARACTERS = 16_384;

/** `/v1/jobs/{id}/timings`: stored as one line a sentence, turned into the format asked for while it is streamed. */
export function jobTimingsRoutes(deps: Pick<ApiDeps, 'store' | 'objects'>): Route[] {
  return [
    {
      method: 'get',
      path: '/v1/jobs/{id}/timings',
      handle: async (request, response) => {
        const { format } = parseRequest(TimingsQuery, request.query);
        const record = await ownJob(deps.store, request.params['id'], response.locals.tenant);
        const { key, sha256, ...facts } = timingsOf(record);
        const tag = `"${sha256}.${format}.${WRITTEN_AS}"`;
        response.setHeader('ETag', tag);
        response.setHeader('Cache-Control', 'private, no-cache');
        if (namesTag(request.get('if-none-match'), tag)) {
          response.status(304).end();
          return;
        }
        const stream = await deps.objects.stream(key, null);
        if (stream === null) throw new LectorError('audio_deleted', 'the timings of the job are gone');
        response.setHeader('Content-Type', timingContentType(format));
        response.setHeader('Content-Disposition', `inline; filename="${record.id}.${format}"`);
        if (request.method === 'HEAD') {
          await stream.body[Symbol.asyncIterator]().return?.();
          response.end();
          return;
        }
        const written = gathered(writeTimings(format, facts, readTimingLines(stream.body)));
        try {
          await pipeline(Readable.from(written, { objectMode: false }), response);
        } catch (error) {
          // A reader who stops reading is no failure of ours.
          if (!(error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE')) throw error;
        }
      },
    },
  ];
}

interface StoredTimings extends TimingFacts {
  readonly key: string;
  /** Of the audio they are times of. */
  readonly sha256: string;
}

/** @throws LectorError `job_not_finished`, `job_without_timings`, `audio_deleted` */
function timingsOf({ status, result, audioDeletedAtMs }: JobRecord): StoredTimings {
  if (!isTerminal(status)) {
    throw new LectorError('job_not_finished', `the job has no timings yet [status=${status}]`);
  }
  if (audioDeletedAtMs !== null) throw new LectorError('audio_deleted', 'the audio of the job was deleted');
  const { timings, audio } = result ?? {};
  if (timings === undefined || audio === undefined || audio === null) {
    throw new LectorError('job_without_timings', `the job was not asked for timings, or failed [status=${status}]`);
  }
  const { key, precision, level } = timings;
  return { key, precision, level, sha256: audio.sha256 };
}

async function* gathered(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let waiting = '';
  for await (const text of texts) {
    waiting += text;
    if (waiting.length < CHUNK_CHARACTERS) continue;
    yield waiting;
    waiting = '';
  }
  if (waiting !== '') yield waiting;
}
