import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { webhookReceiver } from './webhook-receiver.js';
import type { WebhookReceiver } from './webhook-receiver.js';

describe('webhookReceiver', () => {
  let receiver: WebhookReceiver;
  beforeEach(async () => {
    receiver = await webhookReceiver();
  });
  afterEach(() => receiver.close());
  const post = (body: string) => fetch(receiver.url, { method: 'POST', body, headers: { 'webhook-id': 'evt_1' } });

  it('keeps headers and the exact bytes', async () => {
    await post('{ "声": 1 }\n');
    const [request] = await receiver.waitForRequests(1);
    expect(request).toMatchObject({ method: 'POST', path: '/hook', headers: { 'webhook-id': 'evt_1' } });
    expect(request?.body.toString()).toBe('{ "声": 1 }\n');
  });

  it('answers as told, in order, and 200 afterwards', async () => {
    receiver.answerNext({ status: 503, headers: { 'retry-after': '2' } }, { status: 410 });
    const first = await post('a');
    expect([first.status, first.headers.get('retry-after')]).toEqual([503, '2']);
    expect((await post('b')).status).toBe(410);
    expect((await post('c')).status).toBe(200);
    receiver.answerAlways({ status: 500 });
    expect((await post('d')).status).toBe(500);
    expect(receiver.requests).toHaveLength(4);
  });

  it('resets the connection or never answers when told so', async () => {
    receiver.answerNext('reset', 'hang');
    await expect(post('a')).rejects.toThrow();
    const hanging = fetch(receiver.url, { method: 'POST', body: 'b', signal: AbortSignal.timeout(100) });
    await expect(hanging).rejects.toThrow(/abort|timeout/i);
    expect(receiver.requests).toHaveLength(2);
  });
});
