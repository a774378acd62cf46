import { startLinePeer } from './line-peer.js';
import { PLANNING_LOOP } from './paths.js';
import type { PlanningKind } from './planning-text.js';
import type { BenchContext } from './suite.js';

/** The text frontend in a process of its own. */
export interface Planner {
  readonly pid: number;
  plan(question: PlanningQuestion): Promise<PlannedRun>;
  stop(): Promise<void>;
}

/** A long text of a kind, or the text itself. */
export type PlanningQuestion = { readonly kind: PlanningKind; readonly codePoints: number } | { readonly text: string };

export interface PlannedRun {
  readonly segments: number;
  /** User and system time of all threads: collecting garbage and compiling code are in it. */
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  /** Longest time that planning kept the thread between two of its steps. */
  readonly longestStepMs: number;
}

export async function startPlanner({ env, stops, cpus }: BenchContext): Promise<Planner> {
  const command = { name: 'the planner', command: process.execPath, args: [PLANNING_LOOP], env, cpus };
  const peer = await startLinePeer(command, stops);
  return { pid: peer.pid, plan: (question) => peer.ask<PlannedRun>(question), stop: () => peer.stop() };
}
