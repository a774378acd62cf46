/** Looks at a number now and then while something runs. */
export interface Sampler {
  readonly samples: readonly number[];
  stop(): void;
}

export function sampleEvery(everyMs: number, look: () => number): Sampler {
  const samples: number[] = [look()];
  const timer = setInterval(() => samples.push(look()), everyMs);
  return {
    samples,
    stop() {
      clearInterval(timer);
      samples.push(look());
    },
  };
}
