import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { LectorError } from '@lector/contract';
import { parseJson } from '../parse-json.js';

/** What a body may always have, whatever the limit on texts. */
const LEAST_MAX_BODY_BYTES = 1_000_000;
/** UTF-8 takes up to four bytes, but some clients escape everything beyond ASCII: `\u4f60`. */
const BYTES_PER_CHARACTER = 6;
/** For everything in a request that is not its text. */
const ROOM_BYTES = 64 * 1024;

/** Largest body that can be worth reading: the longest text allowed, in the longest way to write it. */
export function maxBodyBytes(maxCharacters: number): number {
  return Math.max(LEAST_MAX_BODY_BYTES, maxCharacters * BYTES_PER_CHARACTER + ROOM_BYTES);
}

/**
 * Reads a JSON body. The bytes are decoded here and not by the body parser: it replaces bytes that are not UTF-8 by
 * U+FFFD, and a person would hear the wrong word instead of an error. Compressed bodies are refused, because a small
 * one can unfold into gigabytes.
 */
export function jsonBody(maxBytes: number): RequestHandler[] {
  return [requireJson, express.raw({ type: () => true, limit: maxBytes, inflate: false }), decode];
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
  next();
}

function decode(request: Request, _response: Response, next: NextFunction): void {
  const bytes: unknown = request.body;
  request.body = parseJson(Buffer.isBuffer(bytes) ? bytes : Buffer.alloc(0));
  next();
}
