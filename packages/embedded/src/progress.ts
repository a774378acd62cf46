import type { ServiceName } from './wheel-binaries.js';

/** What is going on, for a progress line. Byte counts come with `fetch` only. */
export interface EmbeddedProgress {
  readonly service: ServiceName;
  /** `wait`: it runs for others and does not answer, and is given time. */
  readonly step: 'fetch' | 'start' | 'ready' | 'reuse' | 'wait';
  /** A package being fetched, the program that was started, or the process that is waited for. */
  readonly detail: string;
  readonly receivedBytes?: number;
  readonly totalBytes?: number;
}

export type OnEmbeddedProgress = (progress: EmbeddedProgress) => void;
