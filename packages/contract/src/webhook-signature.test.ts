import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { JobRequest } from './job.js';
import { signWebhook, webhookSecret } from './webhook-signature.js';

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

describe('webhookSecret', () => {
  it('is one the request schema takes', () => {
    const webhook = { url: 'https://example.com/hook', secret };
    expect(JobRequest.parse({ text: 'a', webhook }).webhook).toEqual(webhook);
  });
});
