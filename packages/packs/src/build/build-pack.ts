import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LectorError } from '@lector/contract';
import { makeFolder, withFileLock, writeAtomically } from '@lector/fetch';
import { isPackName, manifestNames, MANIFESTS_DIR } from '../load-manifest.js';
import type { PackManifest } from '../manifest.js';
import { builtManifestPath, packDir, packLock } from '../pack-paths.js';
import { parseManifest } from '../parse-manifest.js';
import { checkPack } from '../verify-pack.js';
import type { BuildOptions } from './build-options.js';
import { BUILDABLE, PACKAGES_BYTES, TOOLS_DIR, type BuildablePack } from './buildable.js';
import { builtManifest } from './built-manifest.js';
import { describeCheckpoints, downloadCheckpoints, requireCheckpoints } from './checkpoints.js';
import { requireRoom } from './disk-room.js';
import { readSpeakerFacts } from './speakers.js';
import { buildTools, pythonDir, type BuildTools } from './tools.js';

/**
 * From checkpoints to a pack: what can be refused at once is, then the tools are installed, the checkpoints brought, and the pack is
 * written beside its place and put there in one move, so that a build that ends early leaves the pack that was there.
 */

/** @throws LectorError `unknown_pack` for one that is published ready-made, or that nobody knows */
export async function buildablePack(name: string): Promise<BuildablePack> {
  const pack = BUILDABLE.find((one) => one.name === name);
  if (pack !== undefined) return pack;
  const names = BUILDABLE.map((one) => one.name).join(', ');
  if ((await manifestNames(MANIFESTS_DIR)).includes(name)) {
    throw new LectorError(
      'unknown_pack',
      `${name} is published ready-made: models pull ${name}; built can be: ${names}`,
    );
  }
  throw new LectorError(
    'unknown_pack',
    `there is nothing to build of that name [pack=${name}]; built can be: ${names}`,
  );
}

/**
 * @returns the manifest it has written
 * @throws LectorError `checkpoint_unsuitable` naming file or tensor; `build_failed` (no room, the tools failed); `service_missing`
 *   without Python; `pack_source_unreachable`, `pack_corrupt` for downloads; `config_invalid` for an option; `cancelled`
 */
export async function buildPack(buildable: BuildablePack, options: BuildOptions): Promise<PackManifest> {
  const { modelDir, size = 'official', precision = 'mix', toolsDir = TOOLS_DIR, signal } = options;
  const pack = await named(buildable, options.as);
  const room = pack.room[size];
  if (room === undefined) throw new LectorError('config_invalid', `${buildable.name} has no size ${size}`);
  if (options.from !== undefined) await requireCheckpoints(options.from, pack.checkpoints);
  const speakers = await readSpeakerFacts(join(toolsDir, pack.tools, 'speakers.json'));
  if (options.voices !== undefined) speakers.push(...(await readSpeakerFacts(options.voices)));
  const kept = join(options.cacheDir, 'checkpoints', buildable.name);
  await requireRoom([
    { dir: modelDir, bytes: room.work + room.pack[precision] },
    ...(options.from === undefined ? [{ dir: pack.hub === null ? modelDir : kept, bytes: room.checkpoints }] : []),
    ...(size === 'official' ? [{ dir: pythonDir(options), bytes: PACKAGES_BYTES }] : []),
  ]);
  const work = `${packDir(pack, modelDir)}.building`;
  const build = async () => {
    const tools = await buildTools(pack, { ...options, toolsDir });
    await rm(work, { recursive: true, force: true });
    await makeFolder(work);
    try {
      const folder = options.from ?? (await checkpointsOf(pack, tools, { kept, work, options }));
      options.onProgress?.({ what: 'hashing the checkpoints' });
      const checkpoints = await describeCheckpoints(folder, pack.checkpoints);
      const made = join(work, 'pack');
      await tools.run('build', buildArgs(folder, made, { ...options, size, precision }));
      const manifest = await builtManifest(made, pack, { checkpoints, speakers });
      await publish(manifest, made, modelDir);
      return manifest;
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  };
  return await withFileLock(packLock(pack, modelDir), build, {
    onWait: () => options.onProgress?.({ what: 'another process is at this pack, waiting' }),
    signal,
  });
}

/** The pack under the name it is to have. */
async function named(pack: BuildablePack, as: string | undefined): Promise<BuildablePack> {
  if (as === undefined || as === pack.name) return pack;
  const taken = [...(await manifestNames(MANIFESTS_DIR)), ...BUILDABLE.map(({ name }) => name)];
  if (!isPackName(as) || taken.includes(as)) {
    throw new LectorError(
      'config_invalid',
      `a pack cannot be called that [name=${as}]: lower-case letters, digits and dashes, and none of ${taken.join(', ')}`,
    );
  }
  return { ...pack, name: as, title: `${as} (of the family of ${pack.title})` };
}

/** @returns the folder they lie in */
async function checkpointsOf(
  pack: BuildablePack,
  tools: BuildTools,
  { kept, work, options }: { readonly kept: string; readonly work: string; readonly options: BuildOptions },
): Promise<string> {
  const { size = 'official', seed } = options;
  const hub = options.hub ?? pack.hub;
  if (hub !== null) {
    await downloadCheckpoints(hub, pack.checkpoints, kept, options);
    return kept;
  }
  const folder = join(work, 'checkpoints');
  options.onProgress?.({ what: 'making random checkpoints' });
  await tools.run('random_checkpoint', [
    '--out',
    folder,
    '--size',
    size,
    ...(seed === undefined ? [] : ['--seed', String(seed)]),
  ]);
  return folder;
}

function buildArgs(from: string, out: string, options: BuildOptions): string[] {
  const { precision = 'mix', size = 'official', parts = [], vocabulary } = options;
  const args = ['--from', from, '--out', out, '--precision', precision, '--size', size];
  for (const part of parts) args.push('--part', part);
  if (vocabulary !== undefined) args.push('--vocabulary', vocabulary);
  return args;
}

/** Takes the place of the pack that was there; whoever has that one open keeps reading it. */
async function publish(manifest: PackManifest, made: string, modelDir: string): Promise<void> {
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  const place = packDir(manifest, modelDir);
  // What would not be read again is not published.
  parseManifest(text, builtManifestPath(manifest.name, modelDir));
  await writeAtomically(join(made, 'manifest.json'), [Buffer.from(text)]);
  const before = `${made}.before`;
  await rename(place, before).catch(async (error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  });
  await rename(made, place);
  await checkPack(manifest, { modelDir });
}
