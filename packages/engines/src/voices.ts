import { LANGUAGES, LectorError } from '@lector/contract';
import type { PackManifest, PackVoice } from '@lector/packs';
import type { EngineVoice } from './engine.js';

/** What every family does alike with the voices of a manifest. */

export function voicesOf(manifest: PackManifest): readonly EngineVoice[] {
  return manifest.voices.map(({ id, name, gender, languages }) => ({
    id,
    name,
    gender,
    languages: LANGUAGES.flatMap((language) => {
      const entry = languages[language];
      return entry ? [{ language, quality: entry.quality }] : [];
    }),
  }));
}

/**
 * A voice by id; `default` stands for the pack's own.
 * @throws LectorError `unknown_voice`
 */
export function voiceOf(manifest: PackManifest, id: string): PackVoice {
  const wanted = id === 'default' ? manifest.defaultVoice : id;
  const voice = manifest.voices.find((candidate) => candidate.id === wanted);
  if (voice) return voice;
  throw new LectorError('unknown_voice', `the pack has no such voice [pack=${manifest.name}]`);
}
