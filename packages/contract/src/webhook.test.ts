import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { JobRequest } from './job.js';
import { signWebhook, verifyWebhook, webhookSecret } from './webhook.js';

const hmac = (key: Uint8Array, message: Uint8Array) => createHmac('sha256', key).update(message).digest();
const secret = webhookSecret(new Uint8Array(32).fill(7));
const nowSeconds = Math.floor(Date.now() / 1000);
const message = { id: 'evt_1', timestampSeconds: nowSeconds, body: '{"type":"job.completed","名":"好"}', secret };

describe('signWebhook', () => {
  it('is verified by the public standardwebhooks package', () => {
    const headers = { ...signWebhook(message, hmac) };
    expect(new Webhook(secret).verify(message.body, headers)).toEqual(JSON.parse(message.body));
    expect(() => new Webhook(secret).verify(`${message.body} `, headers)).toThrow(/signature/i);
  });

  it('gives the same signature as that package', () => {
    const theirs = new Webhook(secret).sign(message.id, new Date(nowSeconds * 1000), message.body);
    expect(signWebhook(message, hmac)['webhook-signature']).toBe(theirs);
  });
});

describe('verifyWebhook', () => {
  const verify = (headers: Record<string, string | undefined>, at = nowSeconds, body = message.body) =>
    verifyWebhook({ headers, body, secret, nowSeconds: at }, hmac);
  const headers = { ...signWebhook(message, hmac) };

  it('takes what was signed, also among other signatures', () => {
    expect(verify(headers)).toBe(true);
    expect(verify({ ...headers, 'webhook-signature': `v1,AAAA ${headers['webhook-signature']}` })).toBe(true);
  });

  it('refuses another body, id or time, and old recordings', () => {
    expect(verify(headers, nowSeconds, '{}')).toBe(false);
    expect(verify({ ...headers, 'webhook-id': 'evt_2' })).toBe(false);
    expect(verify({ ...headers, 'webhook-timestamp': String(nowSeconds - 1) })).toBe(false);
    expect(verify(headers, nowSeconds + 301)).toBe(false);
    expect(verify({ ...headers, 'webhook-signature': undefined })).toBe(false);
    expect(verify({})).toBe(false);
  });
});

describe('webhookSecret', () => {
  it('is one the request schema takes', () => {
    const webhook = { url: 'https://example.com/hook', secret };
    expect(JobRequest.parse({ text: 'a', webhook }).webhook).toEqual(webhook);
  });
});
