import type { z } from 'zod';
import { LectorError, type ErrorDetail } from './errors.js';

/** More than this many problems help nobody and would let a hostile body make a large answer. */
const MAX_DETAILS = 20;
/** A field name inside a pointer is the client's own text: long ones are cut. */
const MAX_POINTER_PART = 64;
/** With the `u` flag a surrogate of a pair does not match: only halves, which no answer may carry. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * The value as the schema gives it, defaults filled in.
 * @throws LectorError `invalid_request` with one JSON pointer per problem; the values themselves are never repeated
 */
export function parseRequest<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = parseIssues(schema, value);
  if ('data' in parsed) return parsed.data;
  throw refusedRequest(parsed.issues);
}

/** The value as the schema gives it, or what is wrong with it in plain words. */
export function parseIssues<S extends z.ZodType>(
  schema: S,
  value: unknown,
): { readonly data: z.output<S> } | { readonly issues: readonly z.core.$ZodIssue[] } {
  const parsed = schema.safeParse(value, { error: (issue) => friendly(issue) });
  return parsed.success ? { data: parsed.data } : { issues: parsed.error.issues };
}

/** The refusal of a request for what is wrong with it. */
export function refusedRequest(issues: readonly z.core.$ZodIssue[]): LectorError {
  const errors = errorDetails(issues);
  const [first] = errors;
  const where = first === undefined ? '' : ` [${first.pointer === '' ? 'body' : first.pointer}: ${first.detail}]`;
  return new LectorError('invalid_request', `the request does not have the right shape${where}`, { errors });
}

/** Zod's issues as pointers and plain sentences. */
export function errorDetails(issues: readonly z.core.$ZodIssue[]): readonly ErrorDetail[] {
  const details = issues.slice(0, MAX_DETAILS).flatMap((issue): ErrorDetail[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys
        .slice(0, MAX_DETAILS)
        .map((key) => ({ pointer: jsonPointer([...issue.path, key]), detail: 'is not a known field' }));
    }
    return [{ pointer: jsonPointer(issue.path), detail: issue.message }];
  });
  return details.slice(0, MAX_DETAILS);
}

/** RFC 6901: `~` and `/` inside a name are escaped. */
export function jsonPointer(path: readonly PropertyKey[]): string {
  return path
    .map((part) => String(part).slice(0, MAX_POINTER_PART).replace(LONE_SURROGATE, '\ufffd'))
    .map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1'))
    .map((part) => `/${part}`)
    .join('');
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'a list',
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  record: 'an object',
};

/** Plain words for what people get wrong; undefined leaves zod's own (or the schema's) message. */
function friendly(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'is required';
      return `must be ${TYPE_NAMES[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `must be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
    case 'too_small':
      return `must ${bound(issue.origin, 'at least', issue.minimum)}`;
    case 'too_big':
      return `must ${bound(issue.origin, 'at most', issue.maximum)}`;
    case 'invalid_format':
      return issue.format === 'url' ? 'must be an http or https URL' : undefined;
    case 'invalid_key':
      return 'has a name that is empty or longer than 64 characters';
    default:
      return undefined;
  }
}

function bound(origin: string, side: string, limit: number | bigint): string {
  if (origin === 'string') return `have ${side} ${counted(limit, 'character', 'characters')}`;
  if (origin === 'array' || origin === 'set') return `have ${side} ${counted(limit, 'entry', 'entries')}`;
  return `be ${side} ${limit}`;
}

function counted(count: number | bigint, one: string, more: string): string {
  return `${count} ${Number(count) === 1 ? one : more}`;
}
