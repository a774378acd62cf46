import { LectorError } from '@lector/contract';
import type { JobStore, OutboxEvent } from '@lector/jobs';
import type { Logger } from '@lector/process-kit';
import type { DeliveryReport } from '@lector/queue';
import type { AttemptOutcome, Delivery } from '../delivery/attempt.js';

export interface DeliverDeps {
  readonly store: Pick<JobStore, 'get'>;
  readonly attempt: (delivery: Delivery) => Promise<AttemptOutcome>;
  readonly logger: Logger;
}

/** One attempt at one event; the queue's schedule decides what follows from the report. */
export async function deliverWebhook(event: OutboxEvent, attempt: number, deps: DeliverDeps): Promise<DeliveryReport> {
  const record = await deps.store.get(event.jobId);
  const url = record?.request.webhook?.url;
  const secret = record?.webhookSecret ?? null;
  if (url === undefined || secret === null) {
    return { kind: 'refused', outcome: 'the job or its webhook is gone', statusCode: null };
  }
  const outcome = await deps.attempt({ url, secret, eventId: event.id, body: event.body });
  deps.logger.info({ event: event.id, job: event.jobId, attempt, outcome }, 'webhook attempt');
  return report(outcome);
}

function report(outcome: AttemptOutcome): DeliveryReport {
  switch (outcome.kind) {
    case 'delivered':
      return { kind: 'delivered', statusCode: outcome.status };
    case 'gone':
      return { kind: 'refused', outcome: 'the receiver wants no more', statusCode: outcome.status };
    case 'refused':
      return { kind: 'refused', outcome: outcome.reason, statusCode: null };
    case 'rejected': {
      const retryAfterMs = outcome.retryAfterSeconds === null ? null : outcome.retryAfterSeconds * 1000;
      return { kind: 'failed', outcome: `status ${outcome.status}`, statusCode: outcome.status, retryAfterMs };
    }
    case 'unreachable':
      return { kind: 'failed', outcome: outcome.reason, statusCode: null, retryAfterMs: null };
    default:
      throw new LectorError('internal', `an outcome nobody handles [outcome=${String(outcome satisfies never)}]`);
  }
}
