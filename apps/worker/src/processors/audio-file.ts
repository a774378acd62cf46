import { createHash } from 'node:crypto';
import { mkdtemp, open, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WAV_HEADER_BYTES, silence, wavHeader, type WritableFormat } from '@lector/audio';

/** Followed by the number of the process it belongs to. */
const FOLDER = 'lector-audio-';

/**
 * The audio of a job as it grows: samples are appended to a local file, so memory stays flat however long the text is.
 * A WAV header is written last, into the space kept for it, when the length is known.
 */
export interface AudioFile {
  readonly seconds: number;
  append(pcm: Uint8Array, pauseMs: number): Promise<void>;
  finish(): Promise<{ readonly path: string; readonly bytes: number; readonly sha256: string }>;
  /** Removes the file; to be called however the job ended. */
  remove(): Promise<void>;
}

export async function createAudioFile(format: WritableFormat, sampleRate: number): Promise<AudioFile> {
  const folder = await mkdtemp(join(tmpdir(), `${FOLDER}${process.pid}-`));
  const path = join(folder, `audio.${format}`);
  const file = await open(path, 'w');
  const headerBytes = format === 'wav' ? WAV_HEADER_BYTES : 0;
  let dataBytes = 0;

  const write = async (bytes: Uint8Array) => {
    await file.write(bytes, 0, bytes.length, headerBytes + dataBytes);
    dataBytes += bytes.length;
  };

  return {
    get seconds() {
      return dataBytes / 2 / sampleRate;
    },
    async append(pcm, pauseMs) {
      await write(pcm);
      if (pauseMs > 0) await write(silence(pauseMs, sampleRate));
    },
    async finish() {
      if (headerBytes > 0)
        await file.write(wavHeader({ sampleRate, channels: 1, bytes: dataBytes }), 0, headerBytes, 0);
      await file.close();
      return { path, bytes: (await stat(path)).size, sha256: await sha256(path) };
    },
    async remove() {
      await file.close().catch(() => {});
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(path);
  try {
    for await (const chunk of file.createReadStream()) hash.update(chunk as Uint8Array);
  } finally {
    await file.close().catch(() => {});
  }
  return hash.digest('hex');
}

/**
 * Removes what killed workers left behind. Called before the first job, so folders under this process's own number are
 * a predecessor's too: in a container every worker is process 1.
 */
export async function sweepAudioFiles(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(FOLDER) ? Number.parseInt(name.slice(FOLDER.length), 10) : Number.NaN;
    if (Number.isNaN(pid) || (pid !== process.pid && isAlive(pid))) continue;
    await rm(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: there is such a process, of another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
