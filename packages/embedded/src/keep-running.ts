import { setTimeout as sleep } from 'node:timers/promises';
import { LectorError, toLectorError } from '@lector/contract';
import { withFileLock } from '@lector/fetch';
import { deafError, joinService, type Joined, type JoinOptions } from './join-service.js';
import { isAlive } from './process-identity.js';
import { restartPauseMs } from './restart-pause.js';
import { servicesLockPath } from './services-state.js';
import type { ServiceName } from './wheel-binaries.js';

/**
 * Brings a server back that ended under its users: killed by a person, or by the system for its memory.
 *
 *   runs ──its process is gone──▶ lock ──▶ somebody has started it again? use that one : start it ──▶ runs
 *                                  ▲                                                     │ fails
 *                                  └──────────────────── a pause that grows ◀────────────┘
 *
 * Every user of a server looks after it, so it comes back whoever of them lives; the lock lets one start it and the others
 * find it. Only a process that is gone counts: one that is busy or frozen may hold writes that nobody else has.
 */
export type ServiceEvent =
  | { readonly kind: 'ended'; readonly service: ServiceName; readonly serverPid: number }
  /** It answers again; `by` tells whether this process or another user started it. */
  | {
      readonly kind: 'back';
      readonly service: ServiceName;
      readonly serverPid: number;
      readonly port: number;
      readonly by: 'us' | 'another';
    }
  | { readonly kind: 'failed'; readonly service: ServiceName; readonly error: LectorError; readonly retryMs: number };

export type OnServiceEvent = (event: ServiceEvent) => void;

export interface KeepRunningOptions extends Omit<JoinOptions, 'ports' | 'attempts' | 'onProgress' | 'signal'> {
  readonly joined: readonly Joined[];
  readonly onEvent: OnServiceEvent;
  /** Milliseconds of a clock that never jumps. */
  readonly nowMs: () => number;
}

/** Callers are answered 503 meanwhile; a look costs some microseconds on Linux and a run of `ps` elsewhere. */
const LOOK_MS = 1_000;
/** A server that ends sooner than this after its start has failed as much as one that does not come up. */
const STEADY_MS = 60_000;

/**
 * Looks after servers that this process has joined.
 * @returns a function that ends it; a start in progress is undone before that resolves
 */
export function keepRunning(options: KeepRunningOptions): () => Promise<void> {
  const stop = new AbortController();
  const kept = options.joined.map((joined) => keepOne(joined, options, stop.signal));
  return async () => {
    stop.abort(new LectorError('cancelled', 'the services are left'));
    await Promise.all(kept);
  };
}

async function keepOne(joined: Joined, options: KeepRunningOptions, signal: AbortSignal): Promise<void> {
  const { onEvent, nowMs } = options;
  const { name } = joined.service;
  let { server } = joined;
  let sinceMs = nowMs();
  let failedStarts = 0;
  while (await paused(LOOK_MS, signal)) {
    if (isAlive(server)) continue;
    onEvent({ kind: 'ended', service: name, serverPid: server.pid });
    if (nowMs() - sinceMs >= STEADY_MS) failedStarts = 0;
    let again: Joined | null = null;
    while (again === null) {
      if (!(await paused(restartPauseMs(failedStarts), signal))) return;
      failedStarts += 1;
      try {
        again = await rejoin(joined, options, signal);
      } catch (error) {
        if (signal.aborted) return;
        const retryMs = restartPauseMs(failedStarts);
        onEvent({ kind: 'failed', service: name, error: toLectorError(error), retryMs });
      }
    }
    server = again.server;
    sinceMs = nowMs();
    const by = again.reused ? 'another' : 'us';
    onEvent({ kind: 'back', service: name, serverPid: server.pid, port: again.ports[0] ?? 0, by });
  }
}

async function rejoin({ service, ports }: Joined, options: KeepRunningOptions, signal: AbortSignal): Promise<Joined> {
  const { dataDir, cacheDir, env, keys, user } = options;
  const join = () => joinService(service, { dataDir, cacheDir, env, keys, user, ports, attempts: 1, signal });
  const again = await withFileLock(servicesLockPath(dataDir), join, { signal });
  // Started by another user, and not up yet: a program that dies while it starts one leaves it like that.
  if ('deaf' in again) throw deafError(service, again, dataDir);
  // Only where the note of it was removed by hand; the programs cannot be told of other ports.
  if (again.ports[0] !== ports[0])
    throw new LectorError('service_missing', `${service.name} runs on another port now; start this program again`);
  return again;
}

/** Whether the time passed; false when `signal` fired first. Holds no process open. */
async function paused(ms: number, signal: AbortSignal): Promise<boolean> {
  return await sleep(ms, true, { signal, ref: false }).catch(() => false);
}
