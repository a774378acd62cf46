import { EventEmitter } from 'node:events';
import { LectorError } from '@lector/contract';
import { beforeEach, describe, expect, it } from 'vitest';
import { interruptible, untilAborted, type SignalDeps } from './signals.js';

let source: EventEmitter;
let nowMs: number;
let exits: number[];
let said: string[];
let deps: SignalDeps;
beforeEach(() => {
  source = new EventEmitter();
  nowMs = 1_000;
  exits = [];
  said = [];
  deps = { signals: source, exit: (code) => exits.push(code), nowMs: () => nowMs, say: (text) => said.push(text) };
});

/** Waits for its end and then fails with what it was told. */
const givesUp = async (stop: AbortSignal) => {
  await untilAborted(stop);
  stop.throwIfAborted();
  return 0 as const;
};

describe('a command that is told to end', () => {
  it.each([
    ['SIGHUP', 129],
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])('by %s before it was done exits with %i', async (signal, code) => {
    const running = interruptible(givesUp, deps);
    source.emit(signal);
    expect(await running).toBe(code);
    expect(said).toEqual(['\n· stopping (once more to leave at once)']);
  });

  it('and ends well has the exit code of its own', async () => {
    const running = interruptible(async (stop) => {
      await untilAborted(stop);
      return 0;
    }, deps);
    source.emit('SIGTERM');
    expect(await running).toBe(0);
  });

  it('says what else went wrong on the way out, and not that it was cancelled', async () => {
    const failing = (error: Error) =>
      interruptible(async (stop) => {
        await untilAborted(stop);
        throw error;
      }, deps);
    const cancelled = failing(new LectorError('cancelled', 'stopped waiting'));
    source.emit('SIGINT');
    expect(await cancelled).toBe(130);
    const broken = failing(new Error('the disk is full'));
    source.emit('SIGINT');
    expect(await broken).toBe(130);
    expect(said.filter((text) => !text.includes('stopping'))).toEqual(['the disk is full']);
  });

  it('takes one stroke that arrives twice for one', async () => {
    const running = interruptible(givesUp, deps);
    source.emit('SIGINT');
    nowMs += 200;
    source.emit('SIGINT');
    expect(exits).toEqual([]);
    await running;
  });

  it('leaves at once at a second stroke, but not because a terminal says again that it is gone', async () => {
    let finish: () => void = () => {};
    const running = interruptible(async () => {
      await new Promise<void>((resolve) => (finish = resolve));
      return 0;
    }, deps);
    source.emit('SIGHUP');
    nowMs += 2_000;
    source.emit('SIGHUP');
    expect(exits).toEqual([]);
    source.emit('SIGTERM');
    expect(exits).toEqual([143]);
    finish();
    await running;
  });
});

describe('a command that nobody interrupts', () => {
  it('returns or throws as if nothing listened, and nothing does afterwards', async () => {
    expect(await interruptible(async () => 1, deps)).toBe(1);
    await expect(interruptible(() => Promise.reject(new Error('broken')), deps)).rejects.toThrow('broken');
    expect(source.eventNames()).toEqual([]);
    expect(said).toEqual([]);
  });
});
