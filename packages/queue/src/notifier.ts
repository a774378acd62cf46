import type { JobNotifier } from '@lector/jobs';
import type { RedisClient } from './connection.js';
import { redisKeys } from './keys.js';

export interface NotifierDeps {
  /** A client of kind `subscriber`, for this notifier alone; `close` closes it. */
  readonly subscriber: RedisClient;
  readonly prefix: string;
}

/**
 * One subscription per process on the channel that names every job that changed; who waits for which job is kept here.
 * Messages sent while the connection was down are lost, so every reconnect wakes everybody: they look for themselves.
 */
export function createJobNotifier({ subscriber, prefix }: NotifierDeps): JobNotifier {
  const { changes } = redisKeys(prefix);
  const waiting = new Map<string, Set<() => void>>();

  const wakeAll = () => {
    for (const wake of Array.from(waiting.values(), (listeners) => Array.from(listeners)).flat()) wake();
  };
  const onMessage = (_channel: string, id: string) => {
    // A copy: whoever is woken may leave and come again, and would be met again for ever.
    for (const wake of Array.from(waiting.get(id) ?? [])) wake();
  };
  subscriber.on('message', onMessage);
  subscriber.on('ready', wakeAll);
  // Queued by the client until it is connected, and repeated by it after each reconnect.
  subscriber.subscribe(changes).catch(() => {});

  return {
    subscribe(id, onChange) {
      // A function of its own per call: the same callback may be subscribed twice and each must end by itself.
      const wake = () => onChange();
      const listeners = waiting.get(id) ?? new Set();
      waiting.set(id, listeners.add(wake));
      return () => {
        listeners.delete(wake);
        if (listeners.size === 0 && waiting.get(id) === listeners) waiting.delete(id);
      };
    },

    close() {
      waiting.clear();
      subscriber.off('message', onMessage);
      subscriber.off('ready', wakeAll);
      subscriber.disconnect();
      return Promise.resolve();
    },
  };
}
