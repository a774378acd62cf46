import { describe, expect, it } from 'vitest';
import { etaSeconds, remainingSeconds } from './eta.js';

describe('etaSeconds', () => {
  it('counts what is ahead and the text itself at the measured speed', () => {
    expect(etaSeconds({ charactersAhead: 900, characters: 101, charactersPerSecond: 10 })).toBe(101);
  });

  it('does not guess without a measurement', () => {
    expect(etaSeconds({ charactersAhead: 0, characters: 5, charactersPerSecond: null })).toBeNull();
    expect(etaSeconds({ charactersAhead: 0, characters: 5, charactersPerSecond: 0 })).toBeNull();
  });
});

describe('remainingSeconds', () => {
  const progress = { segmentsDone: 2, segmentsTotal: 6, audioSeconds: 9 };

  it('continues at the pace of the segments done', () => {
    expect(remainingSeconds({ status: 'running', progress, startedAtMs: 1000 }, 5000)).toBe(8);
  });

  it('is unknown before the first segment and while the job waits', () => {
    const none = { ...progress, segmentsDone: 0 };
    expect(remainingSeconds({ status: 'running', progress: none, startedAtMs: 1000 }, 5000)).toBeNull();
    expect(remainingSeconds({ status: 'queued', progress, startedAtMs: 1000 }, 5000)).toBeNull();
  });

  it('is zero at the end', () => {
    expect(remainingSeconds({ status: 'failed', progress, startedAtMs: 1000 }, 5000)).toBe(0);
  });
});
