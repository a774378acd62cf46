import { TERMINAL_STATUSES, type JobRecord, type TerminalStatus } from '@lector/jobs';
import { createMetrics, type CounterMetric, type HistogramMetric, type MetricsSnapshot } from '@lector/process-kit';

/** Everything a worker process counts. It opens no port: its supervisor asks for a snapshot, see `worker-report.ts`. */
export interface WorkerMetrics {
  readonly jobsFinished: CounterMetric<'status'>;
  readonly jobWait: HistogramMetric<never>;
  readonly jobProcessing: HistogramMetric<never>;
  readonly inference: HistogramMetric<'pack'>;
  readonly realtimeFactor: HistogramMetric<'pack'>;
  readonly audioSeconds: CounterMetric<never>;
  readonly slotsOccupied: HistogramMetric<'pack'>;
  readonly tokensPerStep: HistogramMetric<'pack'>;
  readonly webhookDeliveries: CounterMetric<'outcome'>;
  readonly fencedResults: CounterMetric<never>;
  noteEnd(this: void, record: Pick<JobRecord, 'startedAtMs'>, status: TerminalStatus, nowMs: number): void;
  snapshot(): Promise<MetricsSnapshot>;
}

/** Waits and books reach from a free worker's milliseconds to hours behind a full queue. */
const JOB_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3_600, 14_400];
/** One segment: a word on a fast core to the time-out of the slowest. */
const INFERENCE_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 1.5, 2.5, 5, 10, 20, 60];
/** 1 is as fast as speech; above it a listener would have to wait. */
const REALTIME_BUCKETS = [0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 1.5, 2, 5, 10];

/** Utterances of one step; no engine has more slots. */
const SLOT_BUCKETS = [1, 2, 3, 4, 6, 8, 12, 16];

/** What becomes of a delivery attempt (`AttemptOutcome`). */
const OUTCOMES = ['delivered', 'rejected', 'gone', 'unreachable', 'refused'] as const;

/** @param worker which of its supervisor's workers this is */
export function createWorkerMetrics(deps: {
  readonly worker: number;
  readonly rssBytes: () => number;
  readonly maxRssBytes: number;
}): WorkerMetrics {
  const metrics = createMetrics({ worker: String(deps.worker) });
  const rss = metrics.gauge('lector_worker_rss_bytes', 'Memory of a worker process.');
  const maxRss = metrics.gauge('lector_worker_rss_limit_bytes', 'Memory after which it is replaced.');
  const made: WorkerMetrics = {
    jobsFinished: metrics.counter('lector_jobs_finished_total', 'Jobs that reached a terminal state.', ['status']),
    jobWait: metrics.histogram('lector_job_wait_seconds', 'From a job’s admission to its first start.', JOB_BUCKETS),
    jobProcessing: metrics.histogram(
      'lector_job_processing_seconds',
      'From a job’s first start to its end, whatever it waited for in between.',
      JOB_BUCKETS,
    ),
    inference: metrics.histogram(
      'lector_inference_seconds',
      'Time the model takes for one utterance.',
      INFERENCE_BUCKETS,
      ['pack'],
    ),
    realtimeFactor: metrics.histogram(
      'lector_realtime_factor',
      'Seconds the model takes for a second of audio, by utterance.',
      REALTIME_BUCKETS,
      ['pack'],
    ),
    audioSeconds: metrics.counter(
      'lector_audio_seconds_total',
      'Speech rendered; what came from the store is not in it.',
    ),
    slotsOccupied: metrics.histogram(
      'lector_engine_slots_occupied',
      'Utterances a step of the engine advanced together.',
      SLOT_BUCKETS,
      ['pack'],
    ),
    tokensPerStep: metrics.histogram(
      'lector_engine_tokens_per_step',
      'Tokens a step decoded for all its utterances, where it decoded any.',
      SLOT_BUCKETS,
      ['pack'],
    ),
    webhookDeliveries: metrics.counter('lector_webhook_deliveries_total', 'Attempts to deliver a webhook.', [
      'outcome',
    ]),
    fencedResults: metrics.counter(
      'lector_fenced_results_total',
      'Writes refused because another worker had taken the job over.',
    ),
    noteEnd({ startedAtMs }, status, nowMs) {
      made.jobsFinished.add(1, { status });
      if (startedAtMs !== null) made.jobProcessing.observe(Math.max(0, nowMs - startedAtMs) / 1000);
    },
    snapshot() {
      rss.set(deps.rssBytes());
      maxRss.set(deps.maxRssBytes);
      return metrics.snapshot();
    },
  };
  // A series that begins with its first event would hide that event from every rate.
  for (const status of TERMINAL_STATUSES) made.jobsFinished.add(0, { status });
  for (const outcome of OUTCOMES) made.webhookDeliveries.add(0, { outcome });
  made.audioSeconds.add(0);
  made.fencedResults.add(0);
  return made;
}
