import { AggregatorRegistry, Counter, Gauge, Histogram, Registry } from 'prom-client';

/**
 * Prometheus metrics of one process. A registry is made, never global, so that a program can hold two and a test its own.
 *
 * Labels must have few values, known beforehand: route templates, lanes, outcomes. No tenant, no id, no text; whoever
 * may read metrics may not read jobs.
 */
export interface Metrics {
  counter<L extends string = never>(name: string, help: string, labels?: readonly L[]): CounterMetric<L>;
  gauge<L extends string = never>(name: string, help: string, labels?: readonly L[]): GaugeMetric<L>;
  /** @param buckets upper bounds, in the unit the name ends with */
  histogram<L extends string = never>(
    name: string,
    help: string,
    buckets: readonly number[],
    labels?: readonly L[],
  ): HistogramMetric<L>;
  /** All of it in Prometheus' text format. */
  text(): Promise<string>;
  /** All of it as plain data, for `mergedText` in another process. */
  snapshot(): Promise<MetricsSnapshot>;
}

type Labels<L extends string> = Readonly<Record<L, string>>;
/** One for each name, or nothing where there are no names. */
type Given<L extends string> = [L] extends [never] ? [] : [Labels<L>];

export interface CounterMetric<L extends string> {
  add(amount: number, ...labels: Given<L>): void;
}
export interface GaugeMetric<L extends string> {
  set(value: number, ...labels: Given<L>): void;
  /** Until it is set again there is none: no value is better than an old one. */
  clear(): void;
}
export interface HistogramMetric<L extends string> {
  observe(value: number, ...labels: Given<L>): void;
}

/** Numbers and labels only; survives JSON. */
export type MetricsSnapshot = Awaited<ReturnType<Registry['getMetricsAsJSON']>>;

/** `Content-Type` of the text format. */
export const METRICS_CONTENT_TYPE = Registry.PROMETHEUS_CONTENT_TYPE;

/** @param labels given to every value, as which of several processes this is */
export function createMetrics(labels: Readonly<Record<string, string>> = {}): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels(labels);
  const about = <L extends string>(name: string, help: string, labelNames: readonly L[]) => ({
    name,
    help,
    labelNames,
    registers: [registry],
  });
  return {
    counter(name, help, names = []) {
      const counter = new Counter(about(name, help, names));
      return { add: (amount, ...[labels = {}]) => counter.inc(labels, amount) };
    },
    gauge(name, help, names = []) {
      const gauge = new Gauge(about(name, help, names));
      // A gauge without labels begins as 0, and after a reset is 0 again: both say something nobody knows.
      const clear = () => (names.length === 0 ? gauge.remove() : gauge.reset());
      clear();
      return {
        set: (value, ...[labels = {}]) => gauge.set(labels, value),
        clear,
      };
    },
    histogram(name, help, buckets, names = []) {
      const histogram = new Histogram({ ...about(name, help, names), buckets: [...buckets] });
      return { observe: (value, ...[labels = {}]) => histogram.observe(labels, value) };
    },
    text: () => registry.metrics(),
    snapshot: () => registry.getMetricsAsJSON(),
  };
}

/** Snapshots of several processes as one text. Values with the same name and labels are added up. */
export function mergedText(snapshots: readonly MetricsSnapshot[]): Promise<string> {
  return AggregatorRegistry.aggregate([...snapshots]).metrics();
}

/**
 * What processes that have ended leave behind: their counts, added up. Without these a successor under the same labels
 * would begin at 0, and what its predecessor counted since the last scrape would be lost.
 */
export async function countsOf(snapshots: readonly MetricsSnapshot[]): Promise<MetricsSnapshot> {
  const merged = await AggregatorRegistry.aggregate([...snapshots]).getMetricsAsJSON();
  return merged.filter(({ type }) => String(type) !== 'gauge');
}
