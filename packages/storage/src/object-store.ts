import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { LectorError } from '@lector/contract';
import type { ObjectStore } from '@lector/jobs';
import { bodyChunks } from './body-chunks.js';
import { ensureBucket } from './bucket.js';
import { deletePrefix } from './delete-prefix.js';
import { presign } from './presign.js';
import { PART_BYTES, putFile, readWhole } from './put-file.js';
import { createPutOnce, type PutObject } from './put-once.js';
import { DEFAULT_MAX_ATTEMPTS, DEFAULT_TIMEOUTS, s3Client } from './s3-client.js';
import type { ObjectStoreConfig } from './s3-client.js';
import { isAbsent, storageError } from './storage-errors.js';

/** Before the second try, doubled for each further one; a store that is restarting needs longer than a mere try. */
const BROKEN_BODY_WAIT_MS = 200;

/** The port of `@lector/jobs`, and the end of its connections. */
export interface S3ObjectStore extends ObjectStore {
  close(): void;
}

/** One store for AWS S3 and everything that speaks its protocol. Nothing is asked of the store until the first call. */
export function createObjectStore(config: ObjectStoreConfig): S3ObjectStore {
  const timeouts = { ...DEFAULT_TIMEOUTS, ...config.timeouts };
  const maxAttempts = config.maxAttempts ?? DEFAULT_MAX_ATTEMPTS;
  const client = s3Client(config, config.endpoint);
  // Downloads hold their connection as long as the listener likes; on the same pool 64 paused ones stopped everything else.
  const downloads = s3Client(config, config.endpoint);
  const publicClient = config.publicEndpoint === undefined ? null : s3Client(config, config.publicEndpoint);
  const putOnce = createPutOnce(client);
  const { bucket } = config;

  /** Every failure leaves here as a `LectorError`. */
  const call = async <T>(what: string, run: () => Promise<T>, signal?: AbortSignal): Promise<T> => {
    try {
      return await run();
    } catch (error) {
      throw storageError(error, what, signal);
    }
  };
  const orNull = async <T>(run: () => Promise<T>): Promise<T | null> => {
    try {
      return await run();
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
  };

  const putBytes = async (
    { key, body, contentType, sha256 }: Omit<PutObject, 'bucket'>,
    signal?: AbortSignal,
  ): Promise<void> => {
    if (await putOnce({ bucket, key, body, contentType, sha256 }, signal)) return;
    const object = { Bucket: bucket, Key: key, Body: body, ContentLength: body.byteLength, ContentType: contentType };
    await client.send(new PutObjectCommand(object), signal === undefined ? {} : { abortSignal: signal });
  };

  const open = (from: S3Client, key: string, range: string | undefined, what: string, signal?: AbortSignal) =>
    orNull(async () => {
      const command = new GetObjectCommand({ Bucket: bucket, Key: key, Range: range });
      const answer = await from.send(command, signal === undefined ? {} : { abortSignal: signal });
      if (answer.Body === undefined || answer.ContentLength === undefined)
        throw new LectorError('storage_unavailable', `the store sent no body while ${what}`);
      const bytes = answer.ContentLength;
      const body = answer.Body as unknown as AsyncIterable<Uint8Array>;
      return { bytes, body: bodyChunks(body, { bytes, idleMs: timeouts.idleMs, what, signal }) };
    });

  return {
    put: (key, body, { contentType, sha256, signal }) =>
      call(`storing ${key}`, () => putBytes({ key, body, contentType, sha256 }, signal), signal),
    putFile: (key, path, { contentType, bytes, signal }) =>
      call(
        `storing ${key}`,
        async () => {
          const file = { path, bytes, signal };
          if (bytes > PART_BYTES) await putFile(client, { bucket, key, contentType }, file);
          else await putBytes({ key, body: await readWhole(key, file), contentType }, signal);
        },
        signal,
      ),
    async get(key, { signal } = {}) {
      const what = `reading ${key}`;
      // The SDK tries requests again, but an answer that breaks off in the middle is past its care.
      for (let attempt = 1; ; attempt += 1) {
        const found = await call(what, () => open(client, key, undefined, what, signal), signal);
        if (found === null) return null;
        try {
          return await collect(found);
        } catch (error) {
          if (attempt >= maxAttempts || signal?.aborted === true) throw error;
          await sleep(BROKEN_BODY_WAIT_MS * 2 ** (attempt - 1));
        }
      }
    },
    stream: (key, range) => {
      const what = `reading ${key}`;
      return call(what, () =>
        open(downloads, key, range === null ? undefined : `bytes=${range.first}-${range.last}`, what),
      );
    },
    delete: (key) =>
      call(`deleting ${key}`, async () => {
        await orNull(() => client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key })));
      }),
    deletePrefix: (prefix) => call(`deleting ${prefix}`, () => deletePrefix(client, bucket, prefix)),
    presign: async (key, options) =>
      publicClient === null ? null : call(`signing ${key}`, () => presign(publicClient, { bucket, key }, options)),
    check: () =>
      // Its own time limit is the store's failure, not a caller giving up.
      call(`checking bucket ${bucket}`, () =>
        ensureBucket(client, bucket, config.region, AbortSignal.timeout(timeouts.checkMs)),
      ),
    close: () => {
      client.destroy();
      downloads.destroy();
      publicClient?.destroy();
    },
  };
}

async function collect(found: {
  readonly bytes: number;
  readonly body: AsyncIterable<Uint8Array>;
}): Promise<Uint8Array> {
  const whole = new Uint8Array(found.bytes);
  let at = 0;
  for await (const chunk of found.body) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}
