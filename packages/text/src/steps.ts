/**
 * Work cut into steps. A caller that must stay responsive (an API answering others, a worker renewing its locks) lets
 * other work run at each yield; the rest runs it to its end. The result is the same.
 */
export type Steps<T> = Generator<undefined, T>;

/**
 * Characters, lines or runs handled between two yields. The slowest stage takes a few microseconds for each before the
 * JIT has seen it, so a step stays well below ten milliseconds.
 */
export const STEP = 1_000;

export function runToEnd<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
