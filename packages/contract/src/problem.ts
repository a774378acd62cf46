import { z } from 'zod';
import { ERRORS, type ErrorCode, type LectorError } from './errors.js';

/** The body of every answer that is not a success: RFC 9457, `application/problem+json`. */
export const Problem = z
  .object({
    type: z.string().describe('Where the error is explained; ends in #code.'),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('What failed on what, in this case.'),
    instance: z.string().describe('The request id, also in X-Request-Id and in the log.'),
    code: z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]),
    errors: z
      .array(z.object({ pointer: z.string().describe('RFC 6901 JSON pointer into the body.'), detail: z.string() }))
      .optional(),
    error: z
      .object({
        message: z.string(),
        type: z.enum(['invalid_request_error', 'server_error']),
        code: z.string(),
        param: z.string().nullable(),
      })
      .optional()
      .describe('The same as OpenAI’s clients read it; only on the calls made for them.'),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

export const PROBLEM_CONTENT_TYPE = 'application/problem+json';

/**
 * The problem document of an error. An `internal` error carries whatever an unforeseen exception said, which may quote
 * the request: its detail stays in the log and the client gets the request id to find it by.
 * @param typeBase address of the error page, without `#`
 */
export function problemOf(
  error: LectorError,
  options: { readonly typeBase: string; readonly instance: string },
): Problem {
  return {
    type: `${options.typeBase}#${error.code}`,
    title: error.title,
    status: error.status,
    detail: error.code === 'internal' ? 'The log holds the cause under this request id.' : error.message,
    instance: options.instance,
    code: error.code,
    ...(error.errors.length === 0 ? {} : { errors: error.errors.map((detail) => ({ ...detail })) }),
  };
}
