/** Ends of everything that was started, so that nothing is left running whatever happens. */
export interface Stops {
  /**
   * Notes how to stop something; the answer stops it, once, and may be called any time.
   * @throws Error after `end`, having stopped it at once: what is started while everything ends would stay
   */
  add(stop: () => Promise<void>): () => Promise<void>;
  /** Stops all that still runs, last started first; goes on past one that fails. */
  all(): Promise<void>;
  /** The same, for good. */
  end(): Promise<void>;
  readonly ended: boolean;
}

export function createStops(onError: (error: unknown) => void): Stops {
  const open: (() => Promise<void>)[] = [];
  let ended = false;
  const all = async () => {
    for (const stop of [...open].reverse()) await stop().catch(onError);
  };
  return {
    add(stop) {
      let stopped: Promise<void> | null = null;
      const once = () => {
        const at = open.indexOf(once);
        if (at >= 0) open.splice(at, 1);
        return (stopped ??= stop());
      };
      if (ended) {
        void once().catch(onError);
        throw new Error('everything is being stopped');
      }
      open.push(once);
      return once;
    },
    all,
    end() {
      ended = true;
      return all();
    },
    get ended() {
      return ended;
    },
  };
}
