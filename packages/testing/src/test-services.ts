import { randomBytes } from 'node:crypto';
import type { EmbeddedS3 } from '@lector/embedded';

/**
 * The servers that the global setup started, as test files see them: through the environment, because test files run in
 * processes of their own. All test files share them, so each takes prefixes that nobody else has.
 */
const NAMES = {
  redisUrl: 'LECTOR_TEST_REDIS_URL',
  endpoint: 'LECTOR_TEST_S3_ENDPOINT',
  region: 'LECTOR_TEST_S3_REGION',
  bucket: 'LECTOR_TEST_S3_BUCKET',
  accessKeyId: 'LECTOR_TEST_S3_ACCESS_KEY_ID',
  secretAccessKey: 'LECTOR_TEST_S3_SECRET_ACCESS_KEY',
} as const;

export function provideTestServices(env: NodeJS.ProcessEnv, redisUrl: string, s3: EmbeddedS3): void {
  const values = { redisUrl, ...s3 };
  for (const key of Object.keys(NAMES) as (keyof typeof NAMES)[]) env[NAMES[key]] = values[key];
}

function provided(key: keyof typeof NAMES): string {
  const value = process.env[NAMES[key]];
  if (value === undefined) {
    throw new Error(`${NAMES[key]} is not set: name the test file so that a lane with services runs it`);
  }
  return value;
}

/** A real Redis or Valkey; keep to keys under `uniquePrefix()`. */
export function testRedisUrl(): string {
  return provided('redisUrl');
}

/** A real S3 store; keep to keys under `uniquePrefix()` or to a bucket of your own. */
export function testS3(): EmbeddedS3 {
  return {
    endpoint: provided('endpoint'),
    region: provided('region'),
    bucket: provided('bucket'),
    accessKeyId: provided('accessKeyId'),
    secretAccessKey: provided('secretAccessKey'),
  };
}

/** Fits as a Redis prefix, a BullMQ queue name and the first part of an object key. */
export function uniquePrefix(label = 'test'): string {
  return `${label}-${randomBytes(6).toString('hex')}`;
}

/** Fits as the beginning of a bucket name. */
export function uniqueBucketPrefix(label = 'test'): string {
  return `${label.toLowerCase().replaceAll(/[^a-z0-9]/g, '-')}-${randomBytes(6).toString('hex')}`;
}
