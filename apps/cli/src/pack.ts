import { checkPack, findManifest, preparePack, pullPack, type PackManifest, type PreparedPack } from '@lector/packs';
import { bar, megabytes, progressLine } from './progress.js';

interface PackOptions {
  readonly modelDir: string;
  readonly signal?: AbortSignal;
}

/** Pulls what is missing of a pack, with a progress line, and prepares its graph; seconds when both are there. */
export async function ensurePack(name: string, options: PackOptions): Promise<PreparedPack> {
  const manifest = await findManifest(name, options);
  // A complete pack is only read: its folder may be read-only, and other versions may keep graphs of theirs in it.
  const files = await checkPack(manifest, options);
  if (manifest.built === undefined && files.some(({ state }) => state !== 'ok'))
    await pullWithProgress(manifest, options);
  return await prepareWithProgress(manifest, options);
}

/** Speaks up only when the graph has to be rewritten: that takes seconds, finding it rewritten does not. */
export async function prepareWithProgress(manifest: PackManifest, options: PackOptions): Promise<PreparedPack> {
  return await preparePack(manifest, {
    ...options,
    onProgress: (step) => {
      if (step === 'rewriting') console.error(`· preparing the graph of ${manifest.name} (once)`);
      if (step === 'waiting') console.error(`· another process prepares ${manifest.name}, waiting`);
    },
  });
}

export async function pullWithProgress(
  manifest: PackManifest,
  options: PackOptions & { readonly from?: string },
): Promise<void> {
  const line = progressLine(process.stderr, Date.now);
  const startedMs = Date.now();
  let totalBytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
  const received = new Map<string, number>();
  try {
    const { sources, downloadedBytes } = await pullPack(manifest, {
      ...options,
      onWait: () => line.update(`${manifest.name}: another process is at it, waiting`),
      onProgress: ({ file, receivedBytes, source }) => {
        // What is there already takes no time, and would make the rest look faster than it is.
        if (source === 'present') {
          totalBytes -= receivedBytes;
          return;
        }
        received.set(file, receivedBytes);
        const doneBytes = [...received.values()].reduce((sum, bytes) => sum + bytes, 0);
        line.update(
          `${manifest.name} ${bar(doneBytes / 1e6, totalBytes / 1e6, 'MB', startedMs, Date.now())}  ${source}`,
        );
      },
    });
    if (sources.length === 0) return;
    const given = sources.map(({ source, bytes }) => `${megabytes(bytes)} from ${source}`);
    const fetched = downloadedBytes === 0 ? 'nothing downloaded' : `${megabytes(downloadedBytes)} downloaded`;
    line.done(`${manifest.name}: ${[...given, fetched].join('; ')}`);
  } finally {
    line.clear();
  }
}
