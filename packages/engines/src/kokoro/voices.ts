import type { PackManifest } from '@lector/packs';
import { presetsOf, type FamilyVoice } from '../voices.js';
import { rawStyles } from './raw-styles.js';

/** The presets of the manifest, then the model's own styles. A preset's id wins. */
export function kokoroVoices(manifest: PackManifest): readonly FamilyVoice[] {
  const presets = presetsOf(manifest);
  const taken = new Set(presets.map(({ id }) => id));
  return [...presets, ...rawStyles(manifest).filter(({ id }) => !taken.has(id))];
}

/** Names of all styles any of them needs. */
export function styleNames(voices: readonly FamilyVoice[]): ReadonlySet<string> {
  return new Set(
    voices.flatMap(({ languages }) => Object.values(languages).flatMap(({ styles }) => Object.keys(styles))),
  );
}
