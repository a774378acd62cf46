import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessIdentity } from './process-identity.js';
import { writePrivately } from './private-file.js';
import type { ServiceName } from './wheel-binaries.js';

/** Whoever uses a running service. The last one to leave stops it. */
export interface ServiceUser {
  readonly id: string;
  readonly process: ProcessIdentity;
}

export interface RunningService {
  readonly process: ProcessIdentity;
  readonly ports: readonly number[];
  readonly users: readonly ServiceUser[];
}

/** Content of `services.json`: which services of this data folder run, where, and for whom. */
export type ServicesState = Readonly<Record<ServiceName, RunningService | null>>;

const EMPTY: ServicesState = { redis: null, s3: null };

/** Held while the services of a data folder are looked at or changed. */
export function servicesLockPath(dataDir: string): string {
  return join(dataDir, 'services.lock');
}

function statePath(dataDir: string): string {
  return join(dataDir, 'services.json');
}

/** A missing or damaged file counts as "nothing runs": it is a note, the data itself lies elsewhere. */
export function readState(dataDir: string): ServicesState {
  try {
    const value = JSON.parse(readFileSync(statePath(dataDir), 'utf8')) as Partial<Record<ServiceName, unknown>>;
    return { redis: runningService(value.redis), s3: runningService(value.s3) };
  } catch {
    return EMPTY;
  }
}

export function writeState(dataDir: string, state: ServicesState): void {
  if (state.redis === null && state.s3 === null) rmSync(statePath(dataDir), { force: true });
  else writePrivately(statePath(dataDir), `${JSON.stringify(state, null, 2)}\n`);
}

function runningService(value: unknown): RunningService | null {
  if (!isRecord(value) || !isIdentity(value['process'])) return null;
  const { ports, users } = value;
  if (!Array.isArray(ports) || !ports.every((port) => Number.isInteger(port)) || !Array.isArray(users)) return null;
  return { process: value['process'], ports: ports as number[], users: users.filter(isUser) };
}

function isUser(value: unknown): value is ServiceUser {
  return isRecord(value) && typeof value['id'] === 'string' && isIdentity(value['process']);
}

function isIdentity(value: unknown): value is ProcessIdentity {
  return isRecord(value) && Number.isInteger(value['pid']) && typeof value['startedAt'] === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
