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

/**
 * Reads a JSON body. It is read here and not by express's body parser, which would take in a body that is too large to
 * its last byte before it says so, and which replaces bytes that are not UTF-8 by U+FFFD, so that a person would hear
 * the wrong word instead of an error. Compressed bodies are refused, because a small one can unfold into gigabytes.
 */
export function jsonBody(limit: TextLimit): RequestHandler[] {
  return [
    requireJson,
    async (request, response, next) => {
      request.body = parseJson(await readBody(request, response, limit));
      next();
    },
  ];
}

function requireJson(request: Request, _response: Response, next: NextFunction): void {
  const [type = '', ...parameters] = (request.get('content-type') ?? '').toLowerCase().split(';');
  if (type.trim() !== 'application/json') {
    throw new LectorError('unsupported_media_type', 'the body must come with `Content-Type: application/json`');
  }
  const charset = parameters.map((parameter) => /^\s*charset\s*=\s*"?([^"]*)"?\s*$/.exec(parameter)?.[1]).find(Boolean);
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') {
    throw new LectorError('unsupported_media_type', 'JSON is UTF-8; other character sets are not read');
  }
  const encoding = (request.get('content-encoding') ?? 'identity').trim().toLowerCase();
  if (encoding !== 'identity') throw new LectorError('unsupported_media_type', 'compressed bodies are not read');
  next();
}

/**
 * The whole body. One that says it is too large is refused before its first byte, one that does not say as soon as it
 * has grown too large.
 * @throws LectorError `body_too_large`; `invalid_request` for one that breaks off
 */
async function readBody(request: Request, response: Response, limit: TextLimit): Promise<Buffer> {
  const maxBytes = maxBodyBytes(limit.maxCharacters);
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

function tooLarge({ maxCharacters, remedy }: TextLimit): LectorError {
  const maxBytes = maxBodyBytes(maxCharacters);
  return new LectorError(
    'body_too_large',
    `the body is too large: it may have ${maxBytes} bytes here, enough for a text of ${maxCharacters} characters; ${remedy} [maxBytes=${maxBytes}]`,
  );
}
