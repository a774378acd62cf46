import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { S3Client } from '@aws-sdk/client-s3';
import { NodeHttpHandler } from '@smithy/node-http-handler';

export interface StorageTimeouts {
  /** Until a connection stands. */
  readonly connectMs: number;
  /** Without a byte moving; the SDK's own default is to wait for ever. */
  readonly idleMs: number;
  /** Until an answer begins, sending included. */
  readonly requestMs: number;
  /** All of `check()`: readiness is asked every few seconds. */
  readonly checkMs: number;
}

export const DEFAULT_TIMEOUTS: StorageTimeouts = {
  connectMs: 3_000,
  idleMs: 15_000,
  requestMs: 60_000,
  checkMs: 5_000,
};

export interface ObjectStoreConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** The store as clients reach it; presigned links are made for it. Absent: no links. */
  readonly publicEndpoint?: string | undefined;
  readonly timeouts?: Partial<StorageTimeouts>;
  /** Tries of one request, the first included. */
  readonly maxAttempts?: number;
}

/** Three tries with the SDK's jittered waits take about a second; longer outages are for the job's own retries. */
export const DEFAULT_MAX_ATTEMPTS = 3;

/** Segments of several jobs in flight, plus downloads; more would only queue inside the store. */
const MAX_SOCKETS = 64;

export function s3Client(config: ObjectStoreConfig, endpoint: string): S3Client {
  const timeouts = { ...DEFAULT_TIMEOUTS, ...config.timeouts };
  const agent = { keepAlive: true, maxSockets: MAX_SOCKETS };
  return new S3Client({
    endpoint,
    region: config.region,
    credentials: { accessKeyId: config.accessKeyId, secretAccessKey: config.secretAccessKey },
    // Bucket names in the host would need wildcard DNS, which self-hosted stores do not have.
    forcePathStyle: true,
    // The CRC headers the SDK sends by default are refused by several S3-compatible stores; every body we send is
    // covered by the signature's sha256 anyway.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    retryMode: 'standard',
    maxAttempts: config.maxAttempts ?? DEFAULT_MAX_ATTEMPTS,
    requestHandler: new NodeHttpHandler({
      connectionTimeout: timeouts.connectMs,
      socketTimeout: timeouts.idleMs,
      requestTimeout: timeouts.requestMs,
      // Without this a request over its time is only warned about.
      throwOnRequestTimeout: true,
      httpAgent: new HttpAgent(agent),
      httpsAgent: new HttpsAgent(agent),
    }),
  });
}
