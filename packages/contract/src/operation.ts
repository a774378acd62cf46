import { z } from 'zod';
import type { ErrorCode } from './errors.js';
import type { SchemaName } from './schemas.js';

/** What a call of the HTTP API is described by, and what many of them share. */

export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** OpenAPI style, `{id}` for a variable part. */
  readonly path: string;
  readonly operationId: string;
  readonly tag: 'jobs' | 'voices' | 'text' | 'lexicons' | 'openai' | 'service';
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  /** A schema of JSON, or several content types. */
  readonly body?: SchemaName | NonNullable<OperationResponse['content']>;
  readonly responses: Readonly<Record<string, OperationResponse>>;
  readonly problems: readonly ErrorCode[];
  /** Needs no API key. */
  readonly open?: boolean;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly schema: z.ZodType;
}

export interface OperationResponse {
  readonly description: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Content type to the name of a schema, or to a JSON schema. */
  readonly content?: Readonly<Record<string, SchemaName | Readonly<Record<string, unknown>>>>;
}

export const BINARY = { type: 'string', format: 'binary' } as const;
export const TEXT = { type: 'string' } as const;

export const KEYED: readonly ErrorCode[] = ['unauthorized', 'forbidden', 'internal'];
export const STORED: readonly ErrorCode[] = [...KEYED, 'queue_unavailable'];
export const WITH_BODY: readonly ErrorCode[] = [
  'malformed_json',
  'invalid_request',
  'request_timeout',
  'body_too_large',
  'unsupported_media_type',
  'headers_too_large',
];
const READABLE: readonly ErrorCode[] = [
  'text_too_long',
  'empty_text',
  'invalid_text',
  'invalid_markup',
  'invalid_ssml',
  'language_unavailable',
];
export const SPEAKABLE: readonly ErrorCode[] = [
  ...READABLE,
  'unknown_voice',
  'invalid_voice_blend',
  'voice_language_unavailable',
];
/** Of calls that have a text read with lexicons. */
export const READ_WITH: readonly ErrorCode[] = ['unknown_lexicon', 'storage_unavailable', 'storage_refused'];
/** Of calls held open until a job has ended: what it may fail with, and that it did not end in time. */
export const HELD: readonly ErrorCode[] = [
  'job_without_audio',
  'engine_failed',
  'engine_hung',
  'engine_bad_output',
  'attempts_exhausted',
  'disk_full',
  'storage_unavailable',
  'storage_refused',
  'cancelled',
  'not_ready',
  'timed_out',
];

export function json(description: string, schema: SchemaName): Record<'200', OperationResponse> {
  return { '200': { description, content: { 'application/json': schema } } };
}

/** A query's fields as parameters. */
export function inQuery(shape: Readonly<Record<string, z.ZodType>>): readonly Parameter[] {
  return Object.entries(shape).map(([name, schema]) => ({ name, in: 'query', schema }));
}

/** The variable part of a path. */
export function inPath(name: string, description: string): Parameter {
  return { name, in: 'path', schema: z.string().describe(description) };
}

/** A header that may be left out. */
export function inHeader(name: string, description: string, value = z.string()): Parameter {
  return { name, in: 'header', schema: value.optional().describe(description) };
}
