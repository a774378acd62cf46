import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createShutdown } from './shutdown.js';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

function harness(deadlineMs = 1_000) {
  const signals = new EventEmitter();
  const exits: number[] = [];
  const errors: unknown[] = [];
  const logger = { ...silent, error: (...args: readonly unknown[]) => void errors.push(args) };
  const shutdown = createShutdown({ signals, logger, exit: (code) => void exits.push(code), deadlineMs });
  return { signals, exits, errors, shutdown };
}

describe('createShutdown', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('closes one after the other, the last added first, and leaves with 0', async () => {
    const { signals, exits, shutdown } = harness();
    const order: string[] = [];
    for (const name of ['redis', 'queue', 'server']) {
      shutdown.add(name, async () => {
        order.push(`${name} begins`);
        await Promise.resolve();
        order.push(`${name} ends`);
      });
    }
    expect(shutdown.signal.aborted).toBe(false);
    signals.emit('SIGTERM');
    expect(shutdown.signal.aborted).toBe(true);
    expect(await shutdown.done).toBe('drained');
    expect(order).toEqual(['server begins', 'server ends', 'queue begins', 'queue ends', 'redis begins', 'redis ends']);
    expect(exits).toEqual([0]);
  });

  it('goes on when a closer fails', async () => {
    const { exits, errors, shutdown } = harness();
    const closed: string[] = [];
    shutdown.add('first', () => void closed.push('first'));
    shutdown.add('broken', () => Promise.reject(new Error('no')));
    expect(await shutdown.begin('test')).toBe('drained');
    expect(closed).toEqual(['first']);
    expect(errors).toHaveLength(1);
    expect(exits).toEqual([0]);
  });

  it('leaves at the deadline when a closer never ends, and tells it', async () => {
    const { exits, shutdown } = harness(500);
    const closed: string[] = [];
    let timeUp: AbortSignal | null = null;
    shutdown.add('after', () => void closed.push('after'));
    shutdown.add('stuck', (signal) => {
      timeUp = signal;
      return new Promise(() => undefined);
    });
    const done = shutdown.begin('test');
    await vi.advanceTimersByTimeAsync(499);
    expect(exits).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(await done).toBe('deadline');
    expect(timeUp).toMatchObject({ aborted: true });
    expect(exits).toEqual([1]);
    expect(closed).toEqual([]);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])('leaves at once on a second signal: %s gives %i', async (signal, code) => {
    const { signals, exits, shutdown } = harness();
    shutdown.add('stuck', () => new Promise(() => undefined));
    signals.emit('SIGTERM');
    signals.emit(signal);
    expect(await shutdown.done).toBe('forced');
    expect(exits).toEqual([code]);
  });

  it('leaves once, whatever comes after', async () => {
    const { signals, exits, shutdown } = harness(100);
    signals.emit('SIGINT');
    await shutdown.done;
    expect(signals.listenerCount('SIGINT') + signals.listenerCount('SIGTERM')).toBe(0);
    expect(await shutdown.begin('again')).toBe('drained');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(exits).toEqual([0]);
  });
});
