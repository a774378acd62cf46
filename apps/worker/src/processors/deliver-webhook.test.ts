import { describe, expect, it } from 'vitest';
import type { OwedEvent } from '@lector/jobs';
import { createLogger } from '@lector/process-kit';
import type { AttemptOutcome, Delivery } from '../delivery/attempt.js';
import { deliverWebhook } from './deliver-webhook.js';

const event: OwedEvent = {
  id: 'evt_1',
  type: 'job.completed',
  jobId: 'job_a',
  body: '{"a":1}',
  url: 'https://example.com/',
  secret: 'whsec_x',
};
const logger = createLogger({ name: 'test', level: 'silent' });

async function after(outcome: AttemptOutcome) {
  const sent: Delivery[] = [];
  const report = await deliverWebhook(event, 1, {
    attempt: async (delivery) => (sent.push(delivery), outcome),
    logger,
  });
  return { report, sent };
}

describe('deliverWebhook', () => {
  it('sends the stored body under the event’s own secret', async () => {
    const { report, sent } = await after({ kind: 'delivered', status: 204 });
    expect(sent).toEqual([{ url: 'https://example.com/', secret: 'whsec_x', eventId: 'evt_1', body: '{"a":1}' }]);
    expect(report).toEqual({ kind: 'delivered', statusCode: 204 });
  });

  it('reports what may be tried again, with the wait the receiver asked for', async () => {
    expect((await after({ kind: 'rejected', status: 429, retryAfterSeconds: 60 })).report).toMatchObject({
      kind: 'failed',
      retryAfterMs: 60_000,
    });
    expect((await after({ kind: 'unreachable', reason: 'ECONNREFUSED' })).report).toMatchObject({
      kind: 'failed',
      outcome: 'ECONNREFUSED',
    });
  });

  it('reports 410 and forbidden targets as not to be tried again', async () => {
    expect((await after({ kind: 'gone', status: 410 })).report).toMatchObject({ kind: 'refused', statusCode: 410 });
    expect((await after({ kind: 'refused', reason: 'private' })).report).toMatchObject({
      kind: 'refused',
      outcome: 'private',
    });
  });
});
