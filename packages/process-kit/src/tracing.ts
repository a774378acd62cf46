/**
 * Traces: what was done for one request, in API and workers, as spans of one trace. Where no receiver is configured
 * nothing is loaded and nothing is recorded; `span` then only runs its work.
 *
 * Attributes carry ids, numbers and words of ours. Never text, names of files or what a client may write.
 */
export interface Tracing {
  /** Runs `work` inside a span that ends with it; one that throws is marked as failed, by the error's code. */
  span<T>(this: void, name: string, options: SpanOptions, work: (span: ActiveSpan) => Promise<T>): Promise<T>;
  /** Sends what has not been sent yet; a receiver that does not answer holds it up for seconds at most. */
  close(): Promise<void>;
}

export interface SpanOptions {
  readonly kind?: 'server' | 'client' | 'producer' | 'consumer' | 'internal';
  /** W3C `traceparent` of what caused this; absent or malformed: the span this runs in, or else a new trace. */
  readonly parent?: string | undefined;
  readonly attributes?: SpanAttributes;
}

export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

export interface ActiveSpan {
  /** To be sent along to whoever goes on with the work; undefined where nothing is traced. */
  readonly traceparent: string | undefined;
  set(attributes: SpanAttributes): void;
  /** For a name that only turns out on the way. */
  rename(name: string): void;
  /** For a failure that is not thrown. */
  fail(why: string): void;
}

const NO_SPAN: ActiveSpan = { traceparent: undefined, set: () => {}, rename: () => {}, fail: () => {} };

export const NO_TRACING: Tracing = {
  span: (_name, _options, work) => work(NO_SPAN),
  close: () => Promise.resolve(),
};

/**
 * @param endpoint base address of an OTLP receiver that takes HTTP (usually port 4318); undefined: none
 * @param service whose spans these are, as `lector-api`
 */
export async function startTracing(options: {
  readonly endpoint: string | undefined;
  readonly service: string;
}): Promise<Tracing> {
  const { endpoint, service } = options;
  if (endpoint === undefined) return NO_TRACING;
  const { openTelemetry } = await import('./tracing-otel.js');
  return openTelemetry({ endpoint, service });
}
