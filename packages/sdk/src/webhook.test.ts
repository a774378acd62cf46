import { createHmac } from 'node:crypto';
import { signWebhook } from '@lector/contract';
import { describe, expect, it } from 'vitest';
import { verifyWebhook, type ReceivedHeaders } from './webhook.js';

const hmac = (key: Uint8Array, message: Uint8Array) => createHmac('sha256', key).update(message).digest();
const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const nowSeconds = 1_800_000_000;
const body = '{"type":"job.completed","timestamp":"2027-01-15T08:00:00Z","data":{"id":"job_1","metadata":{"名":"好"}}}';
const sign = (text: string) => ({
  ...signWebhook({ id: 'evt_1', timestampSeconds: nowSeconds, body: text, secret }, hmac),
});
const headers = sign(body);

const verify = (
  given: ReceivedHeaders,
  {
    text = body,
    at = nowSeconds,
    tolerance = 300,
  }: { readonly text?: string | Uint8Array; readonly at?: number; readonly tolerance?: number } = {},
) => verifyWebhook(given, text, secret, { nowSeconds: at, toleranceSeconds: tolerance });
const reason = async (...args: Parameters<typeof verify>) => {
  const verdict = await verify(...args);
  return verdict.verified ? 'verified' : verdict.reason;
};

describe('verifyWebhook', () => {
  it('gives the event of what Lector signed, with the id to drop repeats by', async () => {
    expect(await verify(headers)).toEqual({ verified: true, id: 'evt_1', event: JSON.parse(body) });
  });

  it('takes headers as fetch, Node and other servers have them, and the body as bytes', async () => {
    expect(await reason(new Headers(headers))).toBe('verified');
    const upper = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), [value]]));
    expect(await reason(upper)).toBe('verified');
    expect(await reason(headers, { text: Buffer.from(body) })).toBe('verified');
  });

  it('takes one right signature among others', async () => {
    const right = headers['webhook-signature'];
    const among = (signature: string) => reason({ ...headers, 'webhook-signature': signature });
    expect(await among(`v1,AAAA v1a,${right.slice(3)} v1,%% ${right}`)).toBe('verified');
    expect(await among(`v1,AAAA v1a,${right.slice(3)} v1,%%`)).toBe('wrong_signature');
    expect(await among('')).toBe('wrong_signature');
  });

  it('refuses another body, id or time', async () => {
    expect(await reason(headers, { text: `${body} ` })).toBe('wrong_signature');
    expect(await reason({ ...headers, 'webhook-id': 'evt_2' })).toBe('wrong_signature');
    expect(await reason({ ...headers, 'webhook-timestamp': String(nowSeconds - 1) })).toBe('wrong_signature');
  });

  it('refuses what lacks a header', async () => {
    for (const name of Object.keys(headers)) {
      expect(await reason({ ...headers, [name]: undefined })).toBe('header_missing');
    }
  });

  it('refuses old recordings and clocks that are wrong', async () => {
    expect(await reason(headers, { at: nowSeconds + 300 })).toBe('verified');
    expect(await reason(headers, { at: nowSeconds + 301 })).toBe('outside_tolerance');
    expect(await reason(headers, { at: nowSeconds - 301 })).toBe('outside_tolerance');
    expect(await reason(headers, { at: nowSeconds + 11, tolerance: 10 })).toBe('outside_tolerance');
    expect(await reason({ ...headers, 'webhook-timestamp': 'now' })).toBe('outside_tolerance');
    expect(await reason(headers, { tolerance: Number.NaN })).toBe('outside_tolerance');
  });

  it('does not call something an event because it is signed', async () => {
    for (const text of ['', 'null', '[]', '{"type":"job.completed"}', 'not JSON']) {
      expect(await reason(sign(text), { text })).toBe('not_an_event');
    }
  });

  it('takes a secret that is none for the receiver’s mistake', async () => {
    await expect(verifyWebhook(headers, body, 'whsec_%%')).rejects.toBeInstanceOf(TypeError);
    await expect(verifyWebhook(headers, body, '')).rejects.toBeInstanceOf(TypeError);
  });
});
