import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { LectorError } from '@lector/contract';
import { describeHubFile, fetchHttp, sha256File } from '@lector/fetch';
import type { PackBuild } from '../manifest.js';
import type { BuildOptions } from './build-options.js';

/** @throws LectorError `checkpoint_unsuitable` naming every file that is not in the folder */
export async function requireCheckpoints(folder: string, files: readonly string[]): Promise<void> {
  const missing: string[] = [];
  for (const file of files) {
    const found = await stat(join(folder, file)).catch(() => null);
    if (found?.isFile() !== true) missing.push(file);
  }
  if (missing.length === 0) return;
  throw new LectorError(
    'checkpoint_unsuitable',
    `the folder ${folder} lacks ${missing.join(', ')}; it must hold ${files.join(', ')}`,
  );
}

/**
 * Downloads checkpoints into a folder, or finds them there; what was cut goes on. The hub says the sha256 of each before it sends
 * it, and what arrives is checked against that.
 * @throws LectorError `pack_source_unreachable`, `pack_corrupt`, `cancelled`
 */
export async function downloadCheckpoints(
  hub: string,
  files: readonly string[],
  folder: string,
  { onProgress, signal }: Pick<BuildOptions, 'onProgress' | 'signal'>,
): Promise<void> {
  for (const file of files) {
    const url = `${hub}/${file}`;
    try {
      const declared = await describeHubFile({ url, signal });
      await fetchHttp({
        url,
        dest: join(folder, file),
        ...declared,
        onProgress: ({ receivedBytes }) =>
          onProgress?.({ what: `downloading ${file}`, done: receivedBytes, total: declared.bytes, unit: 'bytes' }),
        signal,
      });
    } catch (error) {
      if (!(error instanceof LectorError) || error.code === 'cancelled') throw error;
      throw new LectorError(
        error.code,
        `${error.message}; or fetch ${files.join(', ')} by hand and name their folder with --from`,
        {
          cause: error,
        },
      );
    }
  }
}

/** What a pack is made of, for its manifest. */
export async function describeCheckpoints(folder: string, files: readonly string[]): Promise<PackBuild['checkpoints']> {
  const described: PackBuild['checkpoints'] = [];
  for (const file of files) {
    const path = join(folder, file);
    described.push({ file: basename(path), bytes: (await stat(path)).size, sha256: await sha256File(path) });
  }
  return described;
}
