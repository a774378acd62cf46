import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { LectorError } from '@lector/contract';

/**
 * Parts held in memory at once: two of 8 MiB. A part is a buffer, so it can be sent again and its sha256 is signed; a
 * plain stream could be neither. Files up to one part are read whole and sent as any other object.
 */
export const PART_BYTES = 8 * 1024 * 1024;
const PARTS_IN_FLIGHT = 2;

export interface LocalFile {
  readonly path: string;
  readonly bytes: number;
  readonly signal?: AbortSignal | undefined;
}

/** A file of up to one part. @throws LectorError `internal` when it is not as long as promised */
export async function readWhole(key: string, { path, bytes, signal }: LocalFile): Promise<Uint8Array> {
  const body = await readFile(path, { signal });
  if (body.byteLength !== bytes) throw wrongLength(key, bytes, body.byteLength);
  return body;
}

/** Uploads a file in parts; nothing is visible under the key until the last one is in. */
export async function putFile(
  client: S3Client,
  object: { readonly bucket: string; readonly key: string; readonly contentType: string },
  file: LocalFile,
): Promise<void> {
  const found = await stat(file.path);
  if (found.size !== file.bytes) throw wrongLength(object.key, file.bytes, found.size);
  file.signal?.throwIfAborted();
  const upload = new Upload({
    client,
    params: {
      Bucket: object.bucket,
      Key: object.key,
      ContentType: object.contentType,
      Body: Readable.from(countedFile(object.key, file), { objectMode: false }),
    },
    partSize: PART_BYTES,
    queueSize: PARTS_IN_FLIGHT,
    // Parts of a failed upload take space that no listing shows.
    leavePartsOnError: false,
  });
  const abort = () => void upload.abort();
  file.signal?.addEventListener('abort', abort, { once: true });
  try {
    await upload.done();
  } finally {
    file.signal?.removeEventListener('abort', abort);
  }
}

/** Fails before the end when the file changed under us, so that the upload is given up and not completed. */
async function* countedFile(
  key: string,
  file: { readonly path: string; readonly bytes: number },
): AsyncGenerator<Uint8Array> {
  let read = 0;
  for await (const piece of createReadStream(file.path, { highWaterMark: 1024 * 1024 })) {
    const bytes = piece as Uint8Array;
    read += bytes.byteLength;
    yield bytes;
  }
  if (read !== file.bytes) throw wrongLength(key, file.bytes, read);
}

function wrongLength(key: string, expected: number, actual: number): LectorError {
  return new LectorError(
    'internal',
    `the file is not as long as promised [key=${key}, expected=${expected}, actual=${actual}]`,
  );
}
