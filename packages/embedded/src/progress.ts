import type { ServiceName } from './wheel-binaries.js';

/** What is going on, for a progress line. Byte counts come with `fetch` only. */
export interface EmbeddedProgress {
  readonly service: ServiceName;
  readonly step: 'fetch' | 'start' | 'ready' | 'reuse';
  /** A package being fetched, or the program that was started. */
  readonly detail: string;
  readonly receivedBytes?: number;
  readonly totalBytes?: number;
}

export type OnEmbeddedProgress = (progress: EmbeddedProgress) => void;
