import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { LectorClient } from '@lector/sdk';
import { STDOUT } from './audio-output.js';

/**
 * Saves a job's audio: beside the file first, so that one that was there stays whole until the new one is.
 * @param path `-` for standard output
 */
export async function saveAudio(client: LectorClient, id: string, path: string, signal?: AbortSignal): Promise<void> {
  const { body } = await client.jobs.audioResponse(id, signal === undefined ? {} : { signal });
  if (body === null) throw new Error('the answer has no body');
  if (path === STDOUT) {
    // Left open: closing it is the process's own business.
    await pipeline(Readable.fromWeb(body), process.stdout, { end: false });
    return;
  }
  const part = `${path}.part`;
  try {
    await pipeline(Readable.fromWeb(body), createWriteStream(part));
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
