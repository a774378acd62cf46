import { DeleteObjectsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import { LectorError } from '@lector/contract';

/** Deletes page by page (1,000 keys, the most one request takes). Interrupted, it can simply be called again. */
export async function deletePrefix(client: S3Client, bucket: string, prefix: string): Promise<void> {
  // An empty prefix is the whole bucket; only a mistake can ask for that.
  if (!prefix.endsWith('/'))
    throw new LectorError('internal', `a prefix to delete must end with a slash [prefix=${prefix}]`);
  let more: string | undefined;
  do {
    const page = await client.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: more }),
    );
    const keys = (page.Contents ?? []).flatMap(({ Key }) => (Key === undefined ? [] : [{ Key }]));
    if (keys.length > 0) {
      const answer = await client.send(
        new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: keys, Quiet: true } }),
      );
      const [failed] = answer.Errors ?? [];
      if (failed !== undefined) {
        throw new LectorError(
          failed.Code === 'AccessDenied' ? 'storage_refused' : 'storage_unavailable',
          `objects could not be deleted [prefix=${prefix}, count=${answer.Errors?.length ?? 0}, error=${failed.Code ?? 'none'}]`,
        );
      }
    }
    more = page.IsTruncated === true ? page.NextContinuationToken : undefined;
  } while (more !== undefined);
}
