import { describe, expect, it } from 'vitest';
import { splitSignal } from './job-signals.js';

describe('splitSignal', () => {
  it.each([
    ['drain', false, true],
    ['lock_lost', true, false],
  ])('turns %s into abort=%s, draining=%s', (reason, abort, draining) => {
    const source = new AbortController();
    const later = splitSignal(source.signal);
    source.abort(reason);
    for (const signals of [later, splitSignal(AbortSignal.abort(reason))]) {
      expect([signals.abort.aborted, signals.draining.aborted]).toEqual([abort, draining]);
    }
  });
});
