import type { LectorError } from '@lector/contract';

/**
 * What the work comes to, or the error `late` when that takes longer than `ms`. The signal aborts then; work that cannot
 * be stopped goes on with nobody listening.
 */
export async function within<T>(
  ms: number,
  work: (late: AbortSignal) => Promise<T>,
  late: () => LectorError,
): Promise<T> {
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      // Before the abort: what stopped work says about itself must not be the answer.
      reject(late());
      stop.abort();
    }, ms);
  });
  try {
    return await Promise.race([work(stop.signal), deadline]);
  } finally {
    clearTimeout(timer);
  }
}
