import type { JobResult } from '@lector/contract';

/**
 * Results live in the record, in Redis memory, until retention removes them. A text that changes language at every word
 * could make their lists megabytes long; these bounds keep a record below about 300 kB whatever was submitted.
 */
export const MAX_RESULT_SPANS = 5_000;
export const MAX_REVIEW_NOTES = 500;

/** Cuts the lists where they are too long; neighbouring spans of one language are joined before, by whoever lists them. */
export function boundedResult(result: JobResult): JobResult {
  if (result.spans.length <= MAX_RESULT_SPANS && result.needs_review.length <= MAX_REVIEW_NOTES) return result;
  return {
    ...result,
    spans: result.spans.slice(0, MAX_RESULT_SPANS),
    needs_review: result.needs_review.slice(0, MAX_REVIEW_NOTES),
  };
}
