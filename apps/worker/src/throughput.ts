/** How fast this worker speaks, for the API's estimates. */
export interface Throughput {
  /** @param characters code points spoken, @param ms wall time from START to FINISH */
  add(characters: number, ms: number): void;
  /** null until something was measured. */
  charactersPerSecond(): number | null;
}

/** Share of the newest job in the average: a handful of jobs forget a slow one, one odd job does not rule. */
const NEWEST = 0.3;
/** Jobs this short measure the overhead of a job, not the speed of speech. */
const LEAST_CHARACTERS = 10;

export function createThroughput(): Throughput {
  let rate: number | null = null;
  return {
    add(characters, ms) {
      if (characters < LEAST_CHARACTERS || ms <= 0) return;
      const measured = characters / (ms / 1000);
      rate = rate === null ? measured : rate + NEWEST * (measured - rate);
    },
    charactersPerSecond: () => rate,
  };
}
