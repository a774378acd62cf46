import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request } from 'express';
import { contentType as contentTypeOf, fileExtension } from '@lector/audio';
import { type AudioFormat, AudioQuery, LectorError, parseRequest } from '@lector/contract';
import { isTerminal, type JobRecord } from '@lector/jobs';
import type { ApiDeps } from '../deps.js';
import { namesTag, parseRange } from '../range.js';
import { ownJob } from '../read-job.js';
import type { ApiResponse, Route } from '../route.js';

/** Long enough to start a download, short enough that a leaked address is soon worth nothing. */
const PRESIGN_SECONDS = 15 * 60;

/** `/v1/jobs/{id}/audio`: the finished audio, streamed from the object store, whole or one range of it. */
export function jobAudioRoutes(deps: Pick<ApiDeps, 'store' | 'objects'>): Route[] {
  return [
    {
      method: 'get',
      path: '/v1/jobs/{id}/audio',
      handle: async (request, response) => {
        const { proxy } = parseRequest(AudioQuery, request.query);
        const record = await ownJob(deps.store, request.params['id'], response.locals.tenant);
        const audio = audioOf(record);
        const contentType = contentTypeOf(audio.format);
        const filename = `${record.id}.${fileExtension(audio.format)}`;
        if (proxy === '0') {
          // The method is part of a signature: a HEAD that follows the address must find it signed for HEAD.
          const method = request.method === 'HEAD' ? 'HEAD' : 'GET';
          const link = { method, expiresSeconds: PRESIGN_SECONDS, filename, contentType } as const;
          const url = await deps.objects.presign(audio.key, link);
          if (url !== null) {
            response.status(302).setHeader('Location', url).end();
            return;
          }
        }
        response.setHeader('Content-Type', contentType);
        response.setHeader('Content-Disposition', `inline; filename="${filename}"`);
        await send(deps, request, response, audio);
      },
    },
  ];
}

interface AudioFacts {
  readonly key: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly format: AudioFormat;
}

/** @throws LectorError `job_not_finished`, `job_without_audio`, `audio_deleted` */
function audioOf(record: JobRecord): AudioFacts {
  if (!isTerminal(record.status)) {
    throw new LectorError('job_not_finished', `the job has no audio yet [status=${record.status}]`);
  }
  const audio = record.result?.audio ?? null;
  if (record.audioDeletedAtMs !== null) throw new LectorError('audio_deleted', 'the audio of the job was deleted');
  if (audio === null) {
    throw new LectorError('job_without_audio', `the job ended without audio [status=${record.status}]`);
  }
  const { key, bytes, sha256, format } = audio;
  return { key, bytes, sha256, format };
}

/** Everything the HTTP cache rules ask of an immutable object: entity tag, conditions, one range. */
async function send(
  deps: Pick<ApiDeps, 'objects'>,
  request: Request,
  response: ApiResponse,
  audio: AudioFacts,
): Promise<void> {
  const tag = `"${audio.sha256}"`;
  response.setHeader('ETag', tag);
  response.setHeader('Accept-Ranges', 'bytes');
  response.setHeader('Cache-Control', 'private, no-cache');
  if (namesTag(request.get('if-none-match'), tag)) {
    response.status(304).end();
    return;
  }
  const range = parseRange(wantedRange(request, tag), audio.bytes);
  if (range.kind === 'outside') {
    response.setHeader('Content-Range', `bytes */${audio.bytes}`);
    throw new LectorError('range_not_satisfiable', `the range lies outside the audio [bytes=${audio.bytes}]`);
  }
  const part = range.kind === 'part' ? range : null;
  const length = part === null ? audio.bytes : part.last - part.first + 1;
  const begin = () => {
    response.status(part === null ? 200 : 206).setHeader('Content-Length', String(length));
    if (part !== null) response.setHeader('Content-Range', `bytes ${part.first}-${part.last}/${audio.bytes}`);
  };
  if (request.method === 'HEAD') {
    begin();
    response.end();
    return;
  }
  const stream = await deps.objects.stream(audio.key, part);
  if (stream === null) throw new LectorError('audio_deleted', 'the audio of the job is gone');
  begin();
  try {
    await pipeline(Readable.from(stream.body, { objectMode: false }), response);
  } catch (error) {
    // A listener who stops listening is no failure of ours.
    if (!isClientAbort(error)) throw error;
  }
}

/** Ranges are defined for GET alone (RFC 9110, 14.2), and under `If-Range` only for the audio its sender has a part of. */
function wantedRange(request: Request, tag: string): string | undefined {
  if (request.method !== 'GET') return undefined;
  const ifRange = request.get('if-range');
  return ifRange === undefined || ifRange === tag ? request.get('range') : undefined;
}

function isClientAbort(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
