import { ERRORS, type ErrorCode } from '@lector/contract';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countedAttempts, decideRetry, OUTAGE_PATIENCE_MS, setAsideMs } from './retry.js';

function decide(code: ErrorCode, facts: { attempts?: number; waitedMs?: number; random?: number } = {}) {
  return decideRetry({
    error: { code, retryable: ERRORS[code].retryable },
    attempts: facts.attempts ?? 1,
    maxAttempts: 3,
    waitedMs: facts.waitedMs ?? 0,
    random: () => facts.random ?? 0.5,
  });
}

describe('decideRetry', () => {
  it('lets a job wait for storage without using an attempt, even on its last one', () => {
    expect(decide('storage_unavailable', { attempts: 3 })).toEqual({
      kind: 'retry',
      delayMs: 1000,
      countAttempt: false,
    });
  });

  it('lets a job wait for a worker with room on its disk', () => {
    expect(decide('disk_full', { attempts: 3, waitedMs: 4000 })).toEqual({
      kind: 'retry',
      delayMs: 4000,
      countAttempt: false,
    });
    expect(decide('disk_full', { waitedMs: OUTAGE_PATIENCE_MS })).toEqual({ kind: 'fail', code: 'disk_full' });
  });

  it('waits about as long as it has waited already, at most a minute', () => {
    expect(decide('queue_unavailable', { waitedMs: 8000 })).toMatchObject({ delayMs: 8000 });
    expect(decide('queue_unavailable', { waitedMs: 1_000_000 })).toMatchObject({ delayMs: 60_000 });
  });

  it('gives up on a dependency when its patience is spent, after some forty tries', () => {
    let waitedMs = 0;
    let tries = 0;
    for (let decision = decide('storage_unavailable'); decision.kind === 'retry'; tries += 1) {
      waitedMs += decision.delayMs;
      decision = decide('storage_unavailable', { waitedMs });
    }
    expect(decide('storage_unavailable', { waitedMs })).toEqual({ kind: 'fail', code: 'storage_unavailable' });
    expect(waitedMs).toBeGreaterThanOrEqual(OUTAGE_PATIENCE_MS);
    expect(waitedMs).toBeLessThan(OUTAGE_PATIENCE_MS + 75_000);
    expect(tries).toBeLessThan(45);
  });

  it('counts a crashed model and tries again later each time', () => {
    expect(decide('engine_failed', { attempts: 1 })).toEqual({ kind: 'retry', delayMs: 1000, countAttempt: true });
    expect(decide('engine_hung', { attempts: 2 })).toEqual({ kind: 'retry', delayMs: 2000, countAttempt: true });
  });

  it('fails with the code of the last fault when the attempts are used', () => {
    expect(decide('engine_hung', { attempts: 3 })).toEqual({ kind: 'fail', code: 'engine_hung' });
  });

  it.each<ErrorCode>(['empty_text', 'engine_bad_output', 'storage_refused', 'format_unavailable', 'pack_corrupt'])(
    'fails at once for %s',
    (code) => {
      expect(decide(code)).toEqual({ kind: 'fail', code });
    },
  );

  it('spreads retries by a quarter either way', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat(1_700_000), (random, waitedMs) => {
        const decision = decide('storage_unavailable', { random, waitedMs });
        const step = Math.min(Math.max(waitedMs, 1000), 60_000);
        expect(decision.kind).toBe('retry');
        if (decision.kind !== 'retry') return;
        expect(decision.delayMs).toBeGreaterThanOrEqual(Math.floor(step * 0.75));
        expect(decision.delayMs).toBeLessThanOrEqual(Math.ceil(step * 1.25));
      }),
    );
  });
});

describe('countedAttempts', () => {
  it('leaves out what was used before the job last got further', () => {
    expect(countedAttempts({ attempts: 2 })).toBe(2);
    expect(countedAttempts({ attempts: 7, attemptsForgiven: 6 })).toBe(1);
  });
});

describe('setAsideMs', () => {
  it('grows with every death, to half a minute', () => {
    expect([1, 2, 3, 9].map((attempts) => setAsideMs(attempts, () => 0.5))).toEqual([2000, 4000, 8000, 30_000]);
  });
});
