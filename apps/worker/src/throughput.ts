/** How fast this worker speaks, for the API's estimates. */
export interface Throughput {
  /** @param characters code points spoken, @param ms wall time from START to FINISH, shared with those beside it */
  add(characters: number, ms: number): void;
  /** null until something was measured. */
  charactersPerSecond(): number | null;
}

/** Share of the newest job in the average: a handful of jobs forget a slow one, one odd job does not rule. */
const NEWEST = 0.3;
/** Jobs this short measure the overhead of a job, not the speed of speech. */
const LEAST_CHARACTERS = 10;

/** @param together jobs this worker has in hand now: an engine of several slots speaks them all in the time of one */
export function createThroughput(together: () => number = () => 1): Throughput {
  let rate: number | null = null;
  return {
    add(characters, ms) {
      if (characters < LEAST_CHARACTERS || ms <= 0) return;
      const measured = (characters * Math.max(1, together())) / (ms / 1000);
      rate = rate === null ? measured : rate + NEWEST * (measured - rate);
    },
    charactersPerSecond: () => rate,
  };
}
