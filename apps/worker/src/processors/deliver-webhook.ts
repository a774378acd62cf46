import { LectorError } from '@lector/contract';
import type { OwedEvent } from '@lector/jobs';
import type { Logger } from '@lector/process-kit';
import type { DeliveryReport } from '@lector/queue';
import type { AttemptOutcome, Delivery } from '../delivery/attempt.js';

export interface DeliverDeps {
  readonly attempt: (delivery: Delivery) => Promise<AttemptOutcome>;
  readonly logger: Logger;
}

/** One attempt at one event; the queue's schedule decides what follows from the report. */
export async function deliverWebhook(event: OwedEvent, attempt: number, deps: DeliverDeps): Promise<DeliveryReport> {
  const { id, jobId, url, secret, body } = event;
  const outcome = await deps.attempt({ url, secret, eventId: id, body });
  deps.logger.info({ event: id, job: jobId, attempt, outcome }, 'webhook attempt');
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
