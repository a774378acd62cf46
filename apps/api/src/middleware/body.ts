import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { LectorError } from '@lector/contract';
import type { TextLimit } from '../check-request.js';
import { parseJson } from '../parse-json.js';
import { awaitsContinue } from './unread-body.js';

/** UTF-8 takes up to four bytes, but some clients escape everything beyond ASCII: `\u4f60`. */
const BYTES_PER_CHARACTER = 6;
/** For everything in a request that is not its text: 16 pairs of metadata alone can take 55 kB. */
const ROOM_BYTES = 96 * 1024;

/** Largest body that can be worth reading: the longest text allowed, in the longest way to write it. */
export function maxBodyBytes(maxCharacters: number): number {
  return maxCharacters * BYTES_PER_CHARACTER + ROOM_BYTES;
}

/** Bodies that are no job: what they may come as, and how large. */
export interface BytesLimit {
  readonly types: readonly string[];
  readonly maxBytes: number;
}

/** What such a route finds in `request.body`. */
export interface TakenBytes {
  /** One of the types it takes. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads a JSON body. It is read here and not by express's body parser, which would take in a body that is too large to
 * its last byte before it says so, and which replaces bytes that are not UTF-8 by U+FFFD, so that a person would hear
 * the wrong word instead of an error. Compressed bodies are refused, because a small one can unfold into gigabytes.
 */
export function jsonBody(limit: TextLimit): RequestHandler[] {
  const maxBytes = maxBodyBytes(limit.maxCharacters);
  const { maxCharacters, remedy } = limit;
  const detail = `, enough for a text of ${maxCharacters} characters; ${remedy}`;
  return [
    requireType(['application/json']),
    async (request, response, next) => {
      request.body = parseJson(await readBody(request, response, { maxBytes, detail }));
      next();
    },
  ];
}

/** Reads a body of one of several kinds, for a route that parses it itself. */
export function bytesBody({ types, maxBytes }: BytesLimit): RequestHandler[] {
  return [
    requireType(types),
    async (request, response, next) => {
      const bytes = await readBody(request, response, { maxBytes, detail: '' });
      request.body = { type: contentType(request), bytes } satisfies TakenBytes;
      next();
    },
  ];
}

function contentType(request: Request): string {
  return (request.get('content-type') ?? '').split(';', 1).join('').trim().toLowerCase();
}

function requireType(types: readonly string[]): RequestHandler {
  return (request: Request, _response: Response, next: NextFunction) => {
    checkType(request, types);
    next();
  };
}

/** @throws LectorError `unsupported_media_type` */
function checkType(request: Request, types: readonly string[]): void {
  const [, ...parameters] = (request.get('content-type') ?? '').toLowerCase().split(';');
  if (!types.includes(contentType(request))) {
    throw new LectorError(
      'unsupported_media_type',
      `the body must come with \`Content-Type: ${types.join('` or `')}\``,
    );
  }
  const charset = parameters.map((parameter) => /^\s*charset\s*=\s*"?([^"]*)"?\s*$/.exec(parameter)?.[1]).find(Boolean);
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') {
    throw new LectorError('unsupported_media_type', 'bodies are UTF-8; other character sets are not read');
  }
  const encoding = (request.get('content-encoding') ?? 'identity').trim().toLowerCase();
  if (encoding !== 'identity') throw new LectorError('unsupported_media_type', 'compressed bodies are not read');
}

/**
 * The whole body. One that says it is too large is refused before its first byte, one that does not say as soon as it
 * has grown too large.
 * @throws LectorError `body_too_large`; `invalid_request` for one that breaks off
 */
async function readBody(request: Request, response: Response, limit: SizeLimit): Promise<Buffer> {
  const { maxBytes } = limit;
  const declaredBytes = Number(request.get('content-length') ?? 0);
  if (declaredBytes > maxBytes) throw tooLarge(limit);
  // Such a client holds its body back until it is asked for: what is refused was never sent.
  if (awaitsContinue(request)) response.writeContinue();
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let bytes = 0;
    request.on('data', (piece: Buffer) => {
      bytes += piece.length;
      if (bytes <= maxBytes) {
        pieces.push(piece);
        return;
      }
      // The rest flows on into nothing until the answer is out and the connection is closed.
      pieces.length = 0;
      reject(tooLarge(limit));
    });
    request.on('end', () => resolve(Buffer.concat(pieces)));
    request.on('close', () => {
      if (!request.complete) reject(new LectorError('invalid_request', 'the body broke off'));
    });
  });
}

interface SizeLimit {
  readonly maxBytes: number;
  /** What there is to say beside the number. */
  readonly detail: string;
}

function tooLarge({ maxBytes, detail }: SizeLimit): LectorError {
  return new LectorError(
    'body_too_large',
    `the body is too large: it may have ${maxBytes} bytes here${detail} [maxBytes=${maxBytes}]`,
  );
}
