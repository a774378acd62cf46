import { createHash, createHmac } from 'node:crypto';

export interface S3Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const EMPTY_SHA256 = createHash('sha256').update('').digest('hex');

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/**
 * Headers of a signed `GET /` (list the buckets): AWS Signature Version 4 with an empty body. Only asks whether a store
 * is there and takes our keys; everything else goes through the SDK in the storage room.
 */
export function signedListBuckets(request: {
  readonly host: string;
  readonly region: string;
  readonly keys: S3Keys;
  readonly now: Date;
}): Readonly<Record<string, string>> {
  const time = request.now.toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
  const scope = `${time.slice(0, 8)}/${request.region}/s3/aws4_request`;
  const headers = { host: request.host, 'x-amz-content-sha256': EMPTY_SHA256, 'x-amz-date': time };
  const names = Object.keys(headers).join(';');
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const canonical = ['GET', '/', '', lines.join(''), names, EMPTY_SHA256].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', time, scope, createHash('sha256').update(canonical).digest('hex')].join('\n');
  const dayKey = hmac(`AWS4${request.keys.secretAccessKey}`, time.slice(0, 8));
  const signingKey = hmac(hmac(hmac(dayKey, request.region), 's3'), 'aws4_request');
  const signature = createHmac('sha256', signingKey).update(toSign).digest('hex');
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${request.keys.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
  };
}
