import { BucketLocationConstraint, CreateBucketCommand, HeadBucketCommand } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import { storeFailure } from './storage-errors.js';

/** The region in which a bucket is made without saying where; naming it is refused. */
const UNNAMED_REGION = 'us-east-1';

/** Whether the bucket answers; makes it when it is missing. Errors are the SDK's own. */
export async function ensureBucket(
  client: S3Client,
  bucket: string,
  region: string,
  abortSignal: AbortSignal,
): Promise<void> {
  try {
    await client.send(new HeadBucketCommand({ Bucket: bucket }), { abortSignal });
    return;
  } catch (error) {
    if (storeFailure(error).status !== 404) throw error;
  }
  try {
    const place = Object.values(BucketLocationConstraint).find((name) => name === region);
    await client.send(
      new CreateBucketCommand({
        Bucket: bucket,
        ...(place === undefined || region === UNNAMED_REGION
          ? {}
          : { CreateBucketConfiguration: { LocationConstraint: place } }),
      }),
      { abortSignal },
    );
  } catch (error) {
    // Another process made it between our two requests.
    if (storeFailure(error).name !== 'BucketAlreadyOwnedByYou') throw error;
  }
}
