import type { Lane } from '@lector/contract';

/**
 * Lanes are ranges of the queue's priority numbers: lower runs sooner, 1 is the first, 2 097 151 the last the queue
 * accepts, and 0 would overtake everything. Every interactive job goes before every bulk job; within a lane a fairness
 * tag orders the tenants, and equal tags run in the order they came.
 */
export interface PriorityRange {
  readonly first: number;
  readonly last: number;
}

const LANES = {
  interactive: { first: 1, last: 1_000_000 },
  bulk: { first: 1_000_001, last: 2_097_151 },
} as const satisfies Record<Lane, PriorityRange>;

export function lanePriorities(lane: Lane): PriorityRange {
  return LANES[lane];
}

/** @param tag position within the lane from 0; one past the lane's end stays at its end */
export function priorityOf(lane: Lane, tag = 0): number {
  const { first, last } = LANES[lane];
  return Math.min(first + Math.max(Math.floor(tag), 0), last);
}
