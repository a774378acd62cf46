import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RETRY_AFTER_MAX_MS, WEBHOOK_DELAYS_MS, WEBHOOK_EVENT_TTL_MS, webhookDelay } from './webhook-schedule.js';

const plain = { retryAfterMs: null, random: () => 0.5 };

describe('webhookDelay', () => {
  it('follows the schedule of Standard Webhooks', () => {
    expect(WEBHOOK_DELAYS_MS.map((_, index) => webhookDelay(index + 1, plain))).toEqual(WEBHOOK_DELAYS_MS);
  });

  it('ends after ten attempts', () => {
    expect(webhookDelay(9, plain)).not.toBeNull();
    expect(webhookDelay(10, plain)).toBeNull();
  });

  it('waits as long as the receiver asks, up to an hour', () => {
    expect(webhookDelay(1, { ...plain, retryAfterMs: 90_000 })).toBe(90_000);
    expect(webhookDelay(1, { ...plain, retryAfterMs: 10 ** 9 })).toBe(RETRY_AFTER_MAX_MS);
  });

  it('never comes back sooner because the receiver asks for it', () => {
    expect(webhookDelay(2, { ...plain, retryAfterMs: 0 })).toBe(300_000);
    expect(webhookDelay(2, { ...plain, retryAfterMs: -1 })).toBe(300_000);
  });

  it('keeps jitter within a fifth', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (attempts, random) => {
          const base = webhookDelay(attempts, plain) ?? 0;
          const delay = webhookDelay(attempts, { retryAfterMs: null, random: () => random }) ?? 0;
          expect(Math.abs(delay - base)).toBeLessThanOrEqual(base * 0.2 + 1);
        },
      ),
    );
  });

  it('is over before the event is forgotten', () => {
    const worst = WEBHOOK_DELAYS_MS.reduce((sum, delay) => sum + Math.max(delay * 1.2, RETRY_AFTER_MAX_MS), 0);
    expect(worst).toBeLessThan(WEBHOOK_EVENT_TTL_MS);
  });
});
