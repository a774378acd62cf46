import { roomFor } from './caches.js';
import type { LmShape } from './description.js';

/**
 * How much of the LM's caches may be in use. A position takes keys and values in every block: at full size
 * 2 · 14 blocks · 1,024 numbers · 4 bytes = 114,688 bytes.
 */

/** Utterances that decode together: weights are read once for all of them, and beyond eight less and less is gained. */
export const MAX_ROWS = 8;

/** At most: 528 MB at full size; beside 0.8 GB of graphs and 0.2 GB of work they stay below 1.7 GB. */
const MAX_CACHE_BYTES = 4_608 * 114_688;
/** A small model would get billions. */
const MAX_POSITIONS = 16_384;

/** Of one utterance, prompt included: 30 s of speech. The tables of positions take 57 kB for each at full size. */
export const MAX_UTTERANCE_POSITIONS = 1_536;

/** Positions for all rows together, each counted with the room of the longest. */
export function positionsFor({ width, blocks }: LmShape): number {
  const bytes = 2 * blocks * width * Float32Array.BYTES_PER_ELEMENT;
  return Math.min(MAX_POSITIONS, Math.max(MAX_UTTERANCE_POSITIONS, Math.floor(MAX_CACHE_BYTES / bytes)));
}

/**
 * Whether one more fits beside those that decode, however long any of them becomes.
 * @param longest positions each may come to at most
 */
export function fits(longest: readonly number[], newcomer: number, positions: number): boolean {
  const rows = longest.length + 1;
  return rows === 1 || (rows <= MAX_ROWS && rows * roomFor(Math.max(newcomer, ...longest)) <= positions);
}
