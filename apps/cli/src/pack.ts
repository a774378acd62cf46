import { loadManifest, preparePack, pullPack, type PackManifest, type PreparedPack } from '@lector/packs';
import { MANIFESTS_DIR } from './paths.js';
import { bar, progressLine } from './progress.js';

/** Pulls what is missing of a pack, with a progress line, and prepares its graph; seconds when both are there. */
export async function ensurePack(name: string, modelDir: string, from: string | undefined): Promise<PreparedPack> {
  const manifest = await loadManifest(name, MANIFESTS_DIR);
  await pullWithProgress(manifest, modelDir, from);
  return await preparePack(manifest, { modelDir, onProgress: (text) => console.log(`· ${text}`) });
}

export async function pullWithProgress(
  manifest: PackManifest,
  modelDir: string,
  from: string | undefined,
): Promise<void> {
  const line = progressLine(process.stderr, Date.now);
  const startedMs = Date.now();
  const totalMb = manifest.files.reduce((sum, file) => sum + file.bytes, 0) / 1e6;
  const received = new Map<string, number>();
  let source = '';
  await pullPack(manifest, {
    modelDir,
    ...(from === undefined ? {} : { from }),
    onWait: () => line.update(`${manifest.name}: another process is at it, waiting`),
    onProgress: (event) => {
      received.set(event.file, event.receivedBytes);
      source = event.source;
      const doneMb = [...received.values()].reduce((sum, bytes) => sum + bytes, 0) / 1e6;
      line.update(`${manifest.name} ${bar(doneMb, totalMb, 'MB', startedMs, Date.now())}  ${source}`);
    },
  });
  if (received.size > 0) line.done(`${manifest.name}: ${totalMb.toFixed(0)} MB from ${source}`);
}
