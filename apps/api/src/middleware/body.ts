import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { LectorError } from '@lector/contract';
import { parseJson } from '../parse-json.js';

/** Room for the longest text allowed at four bytes a character, and far from what would stall the event loop. */
export const MAX_BODY_BYTES = 1_000_000;

/**
 * Reads a JSON body. The bytes are decoded here and not by the body parser: it replaces bytes that are not UTF-8 by
 * U+FFFD, and a person would hear the wrong word instead of an error. Compressed bodies are refused, because a small
 * one can unfold into gigabytes.
 */
export function jsonBody(): RequestHandler[] {
  return [requireJson, express.raw({ type: () => true, limit: MAX_BODY_BYTES, inflate: false }), decode];
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
