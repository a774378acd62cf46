import { describe, expect, it } from 'vitest';
import { RETRY_AFTER_MAX_MS, webhookDelay } from '@lector/jobs';
import { retryAfterSeconds } from './retry-after.js';

const NOW_MS = Date.UTC(2026, 10, 22, 12, 0, 0);

describe('retryAfterSeconds', () => {
  it.each([
    ['120', 120],
    ['0', 0],
    [' 7 ', 7],
    ['Sun, 22 Nov 2026 12:02:00 GMT', 120],
    ['Sunday, 22-Nov-26 12:02:00 GMT', 120],
    ['Sun Nov 22 12:02:00 2026', 120],
    ['Tue, 24 Nov 2026 12:00:00 GMT', 172_800],
    ['Thu, 26 Nov 2026 12:00:00 GMT', 345_600],
    // The moment has passed.
    ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
  ])('reads %j', (header, seconds) => {
    expect(retryAfterSeconds(header, NOW_MS)).toBe(seconds);
  });

  it.each(['', 'soon', '-5', '1.5', '2026-11-22T12:02:00Z', 'Sun, 99 Nov 2026 12:02:00 GMT'])(
    'ignores %j',
    (header) => {
      expect(retryAfterSeconds(header, NOW_MS)).toBeNull();
    },
  );

  it('ignores a header that is missing or stands there twice', () => {
    expect(retryAfterSeconds(undefined, NOW_MS)).toBeNull();
    expect(retryAfterSeconds(['1', '2'], NOW_MS)).toBeNull();
  });

  it.each(['9'.repeat(400), 'Fri, 31 Dec 9999 23:59:59 GMT'])(
    'gives the schedule a number it can bound: %.30s',
    (header) => {
      const retryAfterMs = (retryAfterSeconds(header, NOW_MS) ?? 0) * 1000;
      expect(webhookDelay(1, { retryAfterMs, random: () => 0.5 })).toBe(RETRY_AFTER_MAX_MS);
    },
  );
});
