import type { MetricsSnapshot } from '@lector/process-kit';

/** What a worker tells its supervisor with every sign of life. */
export interface WorkerReport {
  readonly metrics: MetricsSnapshot;
}

/** null for every other message of a worker. */
export function readReport(message: unknown): WorkerReport | null {
  return typeof message === 'object' && message !== null && 'metrics' in message ? (message as WorkerReport) : null;
}
