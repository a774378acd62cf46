import type { Lane } from '@lector/contract';

/**
 * Lanes are priority numbers of the queue: lower runs sooner, and jobs of one number run in the order they came. So every
 * interactive job goes before every bulk job that waits. 0 would overtake everything; the queue accepts up to 2 097 151,
 * and the gap leaves room for an order within a lane.
 */
const PRIORITY = { interactive: 1, bulk: 1_000_001 } as const satisfies Record<Lane, number>;

export function priorityOf(lane: Lane): number {
  return PRIORITY[lane];
}
