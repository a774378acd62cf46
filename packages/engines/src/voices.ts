import { blendName, canonicalBlend, LANGUAGES, LectorError, parseBlend, unknownVoice } from '@lector/contract';
import type { PackManifest, PackVoice } from '@lector/packs';
import type { AskedVoice, EngineVoice } from './engine.js';

/** What every family does alike with its voices. */

/** A voice of a family: one the manifest puts together, or one the model brings itself. */
export interface FamilyVoice extends PackVoice {
  readonly kind: EngineVoice['kind'];
  readonly trainedOn: readonly string[];
}

/** The voices a manifest lists. */
export function presetsOf(manifest: PackManifest): readonly FamilyVoice[] {
  return manifest.voices.map((voice) => ({
    ...voice,
    kind: 'preset',
    trainedOn: LANGUAGES.filter((language) => voice.languages[language]?.quality === 'native'),
  }));
}

/** As the API lists it. */
export function listed({ id, name, gender, kind, trainedOn, languages }: FamilyVoice): EngineVoice {
  return { id, name, gender, kind, trainedOn, languages: spokenBy(languages) };
}

/** What a request may name, answered without the styles behind it. */
export function asked({ id, languages }: Pick<PackVoice, 'id' | 'languages'>): AskedVoice {
  return { id, languages: spokenBy(languages) };
}

function spokenBy(languages: PackVoice['languages']): AskedVoice['languages'] {
  return LANGUAGES.flatMap((language) => {
    const entry = languages[language];
    return entry ? [{ language, quality: entry.quality }] : [];
  });
}

/** A voice, or a blend as if it were one. */
export type SpeakingVoice = Pick<PackVoice, 'id' | 'languages'>;

/**
 * Finds what a request names as its voice: an id, `default`, or a blend of these. A blend's id is its canonical name, so
 * equal blends are equal voices.
 * @throws LectorError (from the function returned) `unknown_voice`, `invalid_voice_blend`
 */
export function voiceFinder(voices: readonly FamilyVoice[], defaultVoice: string): (asked: string) => SpeakingVoice {
  const byId = new Map<string, FamilyVoice>(voices.map((voice) => [voice.id, voice]));
  return (wanted) => {
    const parts = parseBlend(wanted);
    const named = parts.map(({ voice: id, weight }, index) => {
      const voice = byId.get(id === 'default' ? defaultVoice : id);
      if (voice) return { voice: voice.id, weight };
      throw unknownVoice(id, parts.length === 1 ? null : index + 1);
    });
    const blend = canonicalBlend(named);
    const found = blend.flatMap(({ voice, weight }) => {
      const part = byId.get(voice);
      return part ? [{ part, weight }] : [];
    });
    const [first] = found;
    if (first === undefined) throw new LectorError('internal', 'a voice without parts');
    return found.length === 1 ? first.part : { id: blendName(blend), languages: blendLanguages(found) };
  };
}

/** A blend speaks what every part speaks, as well as the worst of them, in all their styles by weight. */
function blendLanguages(
  parts: readonly { readonly part: PackVoice; readonly weight: number }[],
): PackVoice['languages'] {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  const languages: PackVoice['languages'] = {};
  for (const language of LANGUAGES) {
    const entries = parts.flatMap(({ part, weight }) => {
      const entry = part.languages[language];
      return entry ? [{ entry, share: weight / total }] : [];
    });
    if (entries.length < parts.length) continue;
    const styles: Record<string, number> = {};
    for (const { entry, share } of entries) {
      for (const [name, weight] of Object.entries(entry.styles)) styles[name] = (styles[name] ?? 0) + share * weight;
    }
    const native = entries.every(({ entry }) => entry.quality === 'native');
    languages[language] = { quality: native ? 'native' : 'cross-lingual', styles };
  }
  return languages;
}
