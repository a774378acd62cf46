import { describe, expect, it } from 'vitest';
import { LectorConnectionError } from './errors.js';
import { delayMs, isPassing, parseRetryAfter } from './retry.js';
import { apiErrorOf } from './transport.fixture.js';

describe('isPassing', () => {
  it('is true of what a later try can mend', () => {
    expect(isPassing(new LectorConnectionError('x'))).toBe(true);
    const passing = [400, 401, 404, 408, 409, 422, 429, 500, 502, 503, 504].filter((status) =>
      isPassing(apiErrorOf(status)),
    );
    expect(passing).toEqual([408, 429, 502, 503, 504]);
  });
});

describe('delayMs', () => {
  it('doubles with jitter up to a bound and never waits longer than 30 s for a server', () => {
    expect([0, 1, 2, 10].map((retry) => delayMs(apiErrorOf(503), retry, () => 1))).toEqual([500, 1000, 2000, 8000]);
    expect(delayMs(apiErrorOf(503), 0, () => 0)).toBe(250);
    expect(delayMs(apiErrorOf(503, 3), 0, () => 0)).toBe(3_000);
    expect(delayMs(apiErrorOf(503, 3600), 0, () => 0)).toBe(30_000);
  });
});

describe('parseRetryAfter', () => {
  const nowMs = Date.UTC(2026, 10, 22, 12, 0, 0);

  it.each([
    ['7', 7],
    ['0', 0],
    ['Sun, 22 Nov 2026 12:00:09 GMT', 9],
    ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
  ])('reads %s', (header, seconds) => {
    expect(parseRetryAfter(header, nowMs)).toBe(seconds);
  });

  it.each([null, '', 'soon', '-1', '1.5', '12345678', 'Sun, 99 Nov 2026 12:00:00 GMT'])(
    'takes %s for nothing',
    (header) => {
      expect(parseRetryAfter(header, nowMs)).toBeNull();
    },
  );
});
