/**
 * Asks once in a while, however many want to know: an answer serves everybody for `forMs`, and so does a question under way.
 * Not kept are failures, and null: what nobody knows yet is asked again.
 */
export function remembered<T>(
  ask: () => Promise<T | null>,
  forMs: number,
  nowMs: () => number,
): () => Promise<T | null> {
  let known: Promise<T | null> | null = null;
  let untilMs = 0;

  async function askAgain(): Promise<T | null> {
    let answer: T | null = null;
    try {
      answer = await ask();
      return answer;
    } finally {
      if (answer === null) known = null;
    }
  }

  return () => {
    if (known === null || nowMs() >= untilMs) {
      untilMs = nowMs() + forMs;
      known = askAgain();
    }
    return known;
  };
}
