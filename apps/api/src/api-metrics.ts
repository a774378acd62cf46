import { createMetrics, type CounterMetric, type GaugeMetric, type HistogramMetric } from '@lector/process-kit';

/** Everything the API counts. What the queue holds is looked up when somebody asks, see `routes/metrics.ts`. */
export interface ApiMetrics {
  readonly requestSeconds: HistogramMetric<'method' | 'route' | 'status'>;
  readonly jobsAccepted: CounterMetric<never>;
  readonly jobsFinished: CounterMetric<'status'>;
  readonly up: GaugeMetric<'dependency'>;
  readonly liveWorkers: GaugeMetric<'pack'>;
  readonly queueCharacters: GaugeMetric<'lane' | 'pack'>;
  readonly queueOldestAge: GaugeMetric<never>;
  readonly backlogSeconds: GaugeMetric<'pack'>;
  /** In Prometheus' text format. */
  text(): Promise<string>;
}

/** From an answer out of memory to the longest wait a client may ask for. */
const REQUEST_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

export function createApiMetrics(): ApiMetrics {
  const metrics = createMetrics();
  const jobsAccepted = metrics.counter('lector_jobs_accepted_total', 'Jobs admitted; a repeated request counts once.');
  // A series that begins with its first job would hide that job from every rate.
  jobsAccepted.add(0);
  const jobsFinished = metrics.counter('lector_jobs_finished_total', 'Jobs that reached a terminal state.', ['status']);
  jobsFinished.add(0, { status: 'cancelled' });
  return {
    requestSeconds: metrics.histogram(
      'lector_http_request_seconds',
      'Time from a request to the end of its answer; of an event stream, as long as it was followed.',
      REQUEST_BUCKETS,
      ['method', 'route', 'status'],
    ),
    jobsAccepted,
    jobsFinished,
    up: metrics.gauge('lector_up', 'Whether a dependency answers in time.', ['dependency']),
    liveWorkers: metrics.gauge('lector_live_workers', 'Worker processes that hold the pack and are alive.', ['pack']),
    queueCharacters: metrics.gauge('lector_queue_characters', 'Characters of open jobs, running ones included.', [
      'lane',
      'pack',
    ]),
    queueOldestAge: metrics.gauge(
      'lector_queue_oldest_age_seconds',
      'Time since the oldest job that waits was accepted; 0 when none waits.',
    ),
    backlogSeconds: metrics.gauge(
      'lector_backlog_seconds',
      'Time all live workers of a pack together need for its open jobs; no value while nobody has measured their speed.',
      ['pack'],
    ),
    text: () => metrics.text(),
  };
}
