import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, type LectorClient } from '@lector/sdk';
import { startChild } from './child.js';
import { stackEnv, type StackSettings } from './config.js';
import { CLI_PROGRAM } from './paths.js';
import type { BenchContext } from './suite.js';

/** The whole system as `npm start` starts it, with a data folder of its own that is removed at the end. */
export interface Stack {
  readonly url: string;
  readonly client: LectorClient;
  /** The program that holds the API and keeps the workers. */
  readonly pid: number;
  readonly dataDir: string;
  /** When it wrote what while coming up, in milliseconds since it was started. */
  readonly milestones: readonly Milestone[];
  stop(): Promise<void>;
}

export interface Milestone {
  readonly text: string;
  readonly atMs: number;
}

export interface StackOptions extends StackSettings {
  /** Every process of it runs on these cores. */
  readonly cpus?: readonly number[];
}

/** @returns once as many workers as wanted are ready */
export async function startStack(
  context: Pick<BenchContext, 'env' | 'folders' | 'stops'>,
  options: StackOptions,
): Promise<Stack> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lector-bench-'));
  const removeData = context.stops.add(() => rm(dataDir, { recursive: true, force: true, maxRetries: 3 }));
  const child = startChild(
    {
      name: 'lector up',
      command: process.execPath,
      args: [CLI_PROGRAM, 'up'],
      env: stackEnv(context.env, options, { dataDir, modelDir: context.folders.modelDir }),
      cpus: options.cpus ?? null,
    },
    context.stops,
  );
  const milestones: Milestone[] = [];
  let readyWorkers = 0;
  child.onLine((line, atMs) => {
    const text = milestone(line);
    if (text !== null) milestones.push({ text, atMs });
  });
  const url = await child.line((line) => /^Lector is ready at (\S+)/.exec(line)?.[1]);
  await child.line((line) => {
    if (milestone(line) === 'worker ready') readyWorkers += 1;
    return readyWorkers >= (options.workers ?? 1) ? true : undefined;
  });
  return {
    url,
    client: createClient({ baseUrl: url }),
    pid: child.pid,
    dataDir,
    milestones,
    async stop() {
      await child.stop();
      await removeData();
    },
  };
}

/** What a line of `lector up` tells of its start; null for other lines. */
export function milestone(line: string): string | null {
  if (line.startsWith('· ')) return line.slice(2);
  if (line.startsWith('Lector is ready')) return 'ready';
  if (!line.startsWith('{')) return null;
  const { name, msg } = JSON.parse(line) as { readonly name?: string; readonly msg?: string };
  return name === 'worker' && (msg === 'ready' || msg === 'model loaded') ? `worker ${msg}` : null;
}
