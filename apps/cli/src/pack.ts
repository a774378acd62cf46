import { checkPack, loadManifest, preparePack, pullPack, type PackManifest, type PreparedPack } from '@lector/packs';
import { MANIFESTS_DIR } from './paths.js';
import { bar, progressLine } from './progress.js';

interface PackOptions {
  readonly modelDir: string;
  readonly signal?: AbortSignal;
}

/** Pulls what is missing of a pack, with a progress line, and prepares its graph; seconds when both are there. */
export async function ensurePack(name: string, options: PackOptions): Promise<PreparedPack> {
  const manifest = await loadManifest(name, MANIFESTS_DIR);
  // A complete pack is only read: its folder may be read-only, and other versions may keep graphs of theirs in it.
  const files = await checkPack(manifest, options);
  if (files.some(({ state }) => state !== 'ok')) await pullWithProgress(manifest, options);
  return await prepareWithProgress(manifest, options);
}

/** Speaks up only when the graph has to be rewritten: that takes seconds, finding it rewritten does not. */
export async function prepareWithProgress(manifest: PackManifest, options: PackOptions): Promise<PreparedPack> {
  return await preparePack(manifest, {
    ...options,
    onProgress: (step) => {
      if (step === 'rewriting') console.log(`· preparing the graph of ${manifest.name} (once)`);
      if (step === 'waiting') console.log(`· another process prepares ${manifest.name}, waiting`);
    },
  });
}

export async function pullWithProgress(
  manifest: PackManifest,
  options: PackOptions & { readonly from?: string },
): Promise<void> {
  const line = progressLine(process.stderr, Date.now);
  const startedMs = Date.now();
  const totalMb = manifest.files.reduce((sum, file) => sum + file.bytes, 0) / 1e6;
  const received = new Map<string, number>();
  let source = '';
  await pullPack(manifest, {
    ...options,
    onWait: () => line.update(`${manifest.name}: another process is at it, waiting`),
    onProgress: (event) => {
      received.set(event.file, event.receivedBytes);
      // Files that are there already are told of too; without a single other one there is nothing to show.
      if (event.source === 'present') return;
      source = event.source;
      const doneMb = [...received.values()].reduce((sum, bytes) => sum + bytes, 0) / 1e6;
      line.update(`${manifest.name} ${bar(doneMb, totalMb, 'MB', startedMs, Date.now())}  ${source}`);
    },
  });
  if (source !== '') line.done(`${manifest.name}: ${totalMb.toFixed(0)} MB from ${source}`);
}
