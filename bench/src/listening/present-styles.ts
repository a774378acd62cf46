import type { Language } from '@lector/contract';
import type { EngineModel } from '@lector/engines';
import type { PackManifest } from '@lector/packs';
import { voiceOfStyles, type StyleCandidate } from './styles.js';

/** What the presets of a manifest speak each language in. Equal blends get equal names, however their weights are written. */
export function presentStyles(
  { voices }: Pick<PackManifest, 'voices'>,
  model: Pick<EngineModel, 'voice'>,
): readonly StyleCandidate[] {
  return voices.flatMap(({ id, languages }) =>
    Object.entries(languages).map(([language, { styles }]) => ({
      preset: id,
      language: language as Language,
      voice: model.voice(voiceOfStyles(styles)).id,
    })),
  );
}
