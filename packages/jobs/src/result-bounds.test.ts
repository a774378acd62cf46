import type { JobResult } from '@lector/contract';
import { describe, expect, it } from 'vitest';
import { boundedResult, MAX_RESULT_SPANS, MAX_REVIEW_NOTES } from './result-bounds.js';

function resultWith(spans: JobResult['spans'], notes = 0): JobResult {
  const needsReview = Array.from({ length: notes }, (_, segment) => ({ segment, start: 0, end: 1, reason: 'silence' }));
  return { audio: null, spans, needs_review: needsReview, segments_rendered: 0, rtf: null, cached: false };
}

describe('boundedResult', () => {
  it('leaves an ordinary result as it is', () => {
    const result = resultWith([{ start: 0, end: 5, language: 'en' }]);
    expect(boundedResult(result)).toBe(result);
  });

  it('cuts lists that are too long for a record', () => {
    const spans = Array.from({ length: 20_000 }, (_, index) => ({
      start: index,
      end: index + 1,
      language: index % 2 === 0 ? ('zh' as const) : ('en' as const),
    }));
    const bounded = boundedResult(resultWith(spans, 2000));
    expect(bounded.spans).toHaveLength(MAX_RESULT_SPANS);
    expect(bounded.needs_review).toHaveLength(MAX_REVIEW_NOTES);
    expect(JSON.stringify(bounded).length).toBeLessThan(300_000);
  });
});
