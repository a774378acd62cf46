import { AsyncLocalStorage } from 'node:async_hooks';
import { LectorError } from '@lector/contract';
import {
  isSpanContextValid,
  ROOT_CONTEXT,
  type Context,
  type Span,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { AlwaysOnSampler, BatchSpanProcessor, ParentBasedSampler, TracerProvider } from '@opentelemetry/sdk-trace';
import type { ActiveSpan, Tracing } from './tracing.js';

/**
 * Tracing with OpenTelemetry. Loaded only where it is asked for: the SDK costs a tenth of a second and more of every start. Nothing global is
 * registered; which span is the current one is known by a storage of our own.
 */

const KINDS = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
  internal: SpanKind.INTERNAL,
} as const;

/** Spans are sent this often; a trace is looked at while what it shows is still remembered. */
const SEND_EVERY_MS = 1_000;
/** A receiver that is slower is as good as away: spans are dropped before they pile up. */
const SEND_MS = 3_000;

export function openTelemetry(options: { readonly endpoint: string; readonly service: string }): Tracing {
  const exporter = new OTLPTraceExporter({
    url: `${options.endpoint.replace(/\/+$/, '')}/v1/traces`,
    timeoutMillis: SEND_MS,
  });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': options.service }),
    // A caller who samples decides for its own traces; what begins here is recorded.
    sampler: new ParentBasedSampler({ root: new AlwaysOnSampler() }),
    spanProcessors: [
      new BatchSpanProcessor({ exporter, scheduledDelayMillis: SEND_EVERY_MS, exportTimeoutMillis: SEND_MS }),
    ],
  });
  const tracer = provider.getTracer('lector');
  const current = new AsyncLocalStorage<Context>();

  return {
    async span(name, { kind = 'internal', parent, attributes = {} }, work) {
      const context = remoteContext(parent) ?? current.getStore() ?? ROOT_CONTEXT;
      const span = tracer.startSpan(name, { kind: KINDS[kind], attributes: { ...attributes } }, context);
      try {
        return await current.run(trace.setSpan(context, span), () => work(activeSpan(span)));
      } catch (error) {
        failed(span, reasonOf(error));
        throw error;
      } finally {
        span.end();
      }
    },
    close: () => provider.shutdown().catch(() => {}),
  };
}

function activeSpan(span: Span): ActiveSpan {
  return {
    traceparent: toTraceparent(span.spanContext()),
    set: (attributes) => void span.setAttributes({ ...attributes }),
    rename: (name) => void span.updateName(name),
    fail: (why) => failed(span, why),
  };
}

function failed(span: Span, why: string): void {
  span.setStatus({ code: SpanStatusCode.ERROR, message: why });
  span.setAttribute('error.type', why);
}

/** Never a message: those of foreign errors may hold anything. */
function reasonOf(error: unknown): string {
  if (error instanceof LectorError) return error.code;
  return error instanceof Error ? error.name : typeof error;
}

const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/** null for a malformed one, which the W3C wants ignored. */
function remoteContext(traceparent: string | undefined): Context | null {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(traceparent ?? '') ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return null;
  const context: SpanContext = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
  return isSpanContextValid(context) ? trace.setSpanContext(ROOT_CONTEXT, context) : null;
}

function toTraceparent({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-${(traceFlags & 1).toString(16).padStart(2, '0')}`;
}
