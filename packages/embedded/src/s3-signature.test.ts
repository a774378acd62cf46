import { expect, it } from 'vitest';
import { signedListBuckets } from './s3-signature.js';

it('makes the signature that the AWS SDK makes', () => {
  const headers = signedListBuckets({
    host: '127.0.0.1:8333',
    region: 'us-east-1',
    keys: { accessKeyId: 'lector', secretAccessKey: 'not-a-real-secret' },
    now: new Date('2026-11-22T12:00:00.123Z'),
  });
  expect(headers['x-amz-date']).toBe('20261122T120000Z');
  expect(headers['authorization']).toBe(
    'AWS4-HMAC-SHA256 Credential=lector/20261122/us-east-1/s3/aws4_request, ' +
      'SignedHeaders=host;x-amz-content-sha256;x-amz-date, ' +
      'Signature=bbcf31e0dc6bff25e733ee349d2fb29e4d45443d6a274ded58895190b369fe67',
  );
});
