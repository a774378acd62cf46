import { createHash, randomBytes } from 'node:crypto';
import { GetObjectCommand, HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebhookBody } from '@lector/contract';
import {
  ownStack,
  testS3,
  uniqueBucketPrefix,
  webhookReceiver,
  type OwnStack,
  type WebhookReceiver,
} from '@lector/testing';

/** What a finished job hands out, taken up with other people's programs: the public webhook verifier and the AWS SDK. */

const bucket = uniqueBucketPrefix('delivery');
const secret = `whsec_${randomBytes(24).toString('base64')}`;
let stack: OwnStack;
let receiver: WebhookReceiver;
let s3: S3Client;
beforeAll(async () => {
  stack = await ownStack({ LECTOR_S3_BUCKET: bucket });
  await stack.startWorker();
  receiver = await webhookReceiver();
  const { endpoint, region, accessKeyId, secretAccessKey } = testS3();
  s3 = new S3Client({ endpoint, region, forcePathStyle: true, credentials: { accessKeyId, secretAccessKey } });
});
afterAll(async () => {
  s3.destroy();
  await receiver.close();
  await stack.stop();
});

describe('a finished job', () => {
  it('is told by a webhook the public verifier accepts, and its audio lies in S3 as described', async () => {
    const { id } = await stack.client.jobs.create({
      text: 'The proof of the pudding is in the eating.',
      webhook: { url: receiver.url, secret },
    });
    const job = await stack.client.jobs.untilEnded(id);
    const [told] = await receiver.waitForRequests(1);
    if (told === undefined) throw new Error('no webhook');

    const headers = Object.fromEntries(Object.entries(told.headers).map(([name, value]) => [name, String(value)]));
    const verified = new Webhook(secret).verify(told.body.toString(), headers) as WebhookBody;
    expect(verified).toMatchObject({ type: 'job.completed', data: { id, status: 'completed', error: null } });
    const forged = told.body.toString().replace('completed', 'cancelled');
    expect(() => new Webhook(secret).verify(forged, headers)).toThrow(/signature/i);

    const audio = verified.data.result?.audio;
    if (audio === undefined) throw new Error('no audio');
    const stored = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: audio.key }));
    const bytes = await stored.Body?.transformToByteArray();
    const sha256 = createHash('sha256')
      .update(bytes ?? '')
      .digest('hex');
    expect(sha256).toBe(job.result?.audio?.sha256);
    expect(audio).toMatchObject({ sha256, bytes: bytes?.byteLength, format: 'wav' });
    expect(stored.ContentType).toBe('audio/wav');
    expect(Buffer.from(bytes ?? []).equals(Buffer.from(await stack.client.jobs.audio(id)))).toBe(true);
  });

  it('has its audio deleted from S3 when the client deletes it', async () => {
    const { id } = await stack.client.jobs.create({
      text: 'Not for long.',
      webhook: { url: receiver.url, secret },
    });
    await stack.client.jobs.untilEnded(id);
    const body = await receiver.waitForRequests(2).then(([, second]) => String(second?.body));
    const { key } = (JSON.parse(body) as WebhookBody).data.result?.audio ?? { key: '' };
    const head = () => s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    expect((await head()).ContentLength).toBeGreaterThan(44);
    await stack.client.jobs.cancel(id);
    await expect(head()).rejects.toMatchObject({ name: 'NotFound' });
  });
});
