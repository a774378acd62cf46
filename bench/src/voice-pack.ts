import { loadDictionaries } from '@lector/dictionaries';
import { engineModel, type Utterance } from '@lector/engines';
import { loadManifest, MANIFESTS_DIR, preparePack, publishedGraphPath, type PreparedPack } from '@lector/packs';
import { createFrontend } from '@lector/text';
import { startChild } from './child.js';
import { CLI_PROGRAM } from './paths.js';
import type { BenchContext } from './suite.js';

/** The pack whose speech is measured. */
export const VOICE_PACK = 'kokoro-82m';

/** Pulls and prepares it when that was not done, as a user does. @throws Error with what the command wrote last */
export async function ensureVoicePack({ env, stops }: Pick<BenchContext, 'env' | 'stops'>): Promise<void> {
  const child = startChild(
    {
      name: 'models pull',
      command: process.execPath,
      args: [CLI_PROGRAM, 'models', 'pull', VOICE_PACK],
      env,
      cpus: null,
    },
    stops,
  );
  await child.line((line) => (line.includes('is ready in') ? true : undefined));
  await child.ended;
}

export interface VoicePack {
  readonly pack: PreparedPack;
  readonly publishedGraphPath: string;
  /** Texts as the engine takes them, in the pack's usual voice; one text may make several utterances. */
  utterances(texts: readonly string[]): readonly (readonly Utterance[])[];
}

/** @throws LectorError `pack_missing` before `ensureVoicePack` */
export async function loadVoicePack({ folders }: Pick<BenchContext, 'folders'>): Promise<VoicePack> {
  const manifest = await loadManifest(VOICE_PACK, MANIFESTS_DIR);
  const pack = await preparePack(manifest, { modelDir: folders.modelDir });
  const model = engineModel(manifest);
  const frontend = createFrontend(await loadDictionaries());
  return {
    pack,
    publishedGraphPath: publishedGraphPath(manifest, folders.modelDir) ?? '',
    utterances: (texts) =>
      texts.map((text) =>
        frontend
          .plan(text, { language: 'auto', limit: model.limit })
          .segments.map(({ spans }) => model.encode({ spans, voice: model.defaultVoice, speed: 1, seed: 0 })),
      ),
  };
}
