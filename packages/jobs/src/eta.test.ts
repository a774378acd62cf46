import { describe, expect, it } from 'vitest';
import { backlogSeconds, charactersAhead, etaSeconds, remainingSeconds, type LaneBacklog } from './eta.js';

describe('charactersAhead', () => {
  const lane = (characters: number, laterCharacters = 0, splitJobs = 0): LaneBacklog => ({
    characters,
    laterCharacters,
    splitJobs,
  });

  it('counts interactive jobs before every job, and bulk jobs before bulk jobs only', () => {
    const backlogs = { interactive: lane(100), bulk: lane(900) };
    expect(charactersAhead(backlogs, { lane: 'interactive', characters: 50 })).toBe(100);
    expect(charactersAhead(backlogs, { lane: 'bulk', characters: 50 })).toBe(1_000);
  });

  it('does not let a short job wait for the whole of a book that takes turns with it', () => {
    // Three units of 200 characters in the queue, the rest comes behind.
    const book = lane(100_000, 99_400, 1);
    const short = { lane: 'bulk', characters: 50 } as const;
    expect(charactersAhead({ interactive: lane(0), bulk: book }, short)).toBe(650);
    // Another short job ahead of it is spoken whole.
    const both = lane(100_080, 99_400, 1);
    expect(charactersAhead({ interactive: lane(10), bulk: both }, short)).toBe(740);
  });

  it('lets a book wait for as much of every other as it has itself, and for no more than there is', () => {
    const backlogs = { interactive: lane(0), bulk: lane(100_000, 99_000, 2) };
    expect(charactersAhead(backlogs, { lane: 'bulk', characters: 10_000 })).toBe(21_000);
    expect(charactersAhead(backlogs, { lane: 'bulk', characters: 500_000 })).toBe(100_000);
  });
});

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

describe('backlogSeconds', () => {
  const lane = (characters: number): LaneBacklog => ({ characters, laterCharacters: 0, splitJobs: 0 });

  it.each([
    [0, 0, null, 0],
    [10, 90, 10, 10],
    [0, 9, null, null],
    [0, 9, 0, null],
  ])('of %i and %i characters at %s a second is %s', (interactive, bulk, speed, seconds) => {
    expect(backlogSeconds({ interactive: lane(interactive), bulk: lane(bulk) }, speed)).toBe(seconds);
  });
});
