import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LectorError } from '@lector/contract';
import { sha256File } from '@lector/fetch';
import { z } from 'zod';
import type { PackBuild, PackFile, PackManifest } from '../manifest.js';
import type { BuildablePack } from './buildable.js';
import { voicesOf, type SpeakerFacts } from './speakers.js';

/** What the tools say of a pack they have written, as far as a manifest needs it. */
const Description = z.object({
  sample_rate: z.int().positive(),
  speakers: z.array(z.string()).min(1),
  graphs: z.record(z.string(), z.object({ precision: z.string() })),
});

/**
 * The manifest of a pack that lies in `folder`. It says nothing of when or where it was built: the same checkpoints make the same
 * manifest, and with it the same keys of rendered segments.
 * @throws LectorError `build_failed` where the tools left something else than they should
 */
export async function builtManifest(
  folder: string,
  pack: BuildablePack & { readonly name: string },
  made: { readonly checkpoints: PackBuild['checkpoints']; readonly speakers: SpeakerFacts },
): Promise<PackManifest> {
  const description = await readDescription(join(folder, `${pack.tools}.json`));
  if (description.sample_rate !== pack.sampleRate) {
    throw new LectorError('build_failed', `the pack has another sample rate [found=${description.sample_rate}]`);
  }
  const voices = voicesOf(description.speakers, made.speakers);
  return {
    name: pack.name,
    family: pack.family,
    title: pack.title,
    version: pack.version,
    licence: pack.licence,
    sampleRate: pack.sampleRate,
    graph: '',
    files: await filesOf(folder),
    voices,
    defaultVoice: voices[0]?.id ?? '',
    built: {
      checkpoints: made.checkpoints,
      precision: Object.fromEntries(
        Object.entries(description.graphs).map(([graph, { precision }]) => [graph, precision]),
      ),
    },
  };
}

async function readDescription(path: string): Promise<z.infer<typeof Description>> {
  try {
    return Description.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    throw new LectorError('build_failed', `the tools left no description of the pack [file=${path}]`, { cause: error });
  }
}

async function filesOf(folder: string): Promise<PackFile[]> {
  const files: PackFile[] = [];
  for (const path of (await readdir(folder)).sort()) {
    const at = join(folder, path);
    files.push({ path, bytes: (await stat(at)).size, sha256: await sha256File(at), sources: [] });
  }
  return files;
}
