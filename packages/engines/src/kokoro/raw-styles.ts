import { LANGUAGES, type Language } from '@lector/contract';
import type { PackManifest } from '@lector/packs';
import type { FamilyVoice } from '../voices.js';

/**
 * The model's own styles as voices. Kokoro v1.0 was trained on speakers of nine varieties; a style's file is named after
 * its speaker, `zf_xiaobei`: the variety, female or male, a name.
 *
 * A style speaks its own language best and any other with an accent: the sounds come from the text, the voice from the
 * style. Five of the varieties have no language room here, so their styles are listed with what they were trained on and
 * are cross-lingual in everything they can be asked for.
 */
const VARIETIES: Readonly<Record<string, { readonly tag: string; readonly language: Language | null }>> = {
  a: { tag: 'en-US', language: 'en' },
  b: { tag: 'en-GB', language: 'en' },
  e: { tag: 'es', language: null },
  f: { tag: 'fr', language: null },
  h: { tag: 'hi', language: null },
  i: { tag: 'it', language: null },
  j: { tag: 'ja', language: 'ja' },
  p: { tag: 'pt-BR', language: null },
  z: { tag: 'zh', language: 'zh' },
};

const STYLE_FILE = /^voices\/(([a-z])([fm])_([a-z]+))\.bin$/;

/** Every style the manifest has a file of, in the order of the files. */
export function rawStyles(manifest: Pick<PackManifest, 'files'>): readonly FamilyVoice[] {
  return manifest.files.flatMap(({ path }): FamilyVoice[] => {
    const [, id, letter = '', sex, speaker = ''] = STYLE_FILE.exec(path) ?? [];
    const variety = VARIETIES[letter];
    if (id === undefined || variety === undefined) return [];
    return [
      {
        id,
        name: `${speaker.slice(0, 1).toUpperCase()}${speaker.slice(1)}`,
        gender: sex === 'f' ? 'female' : 'male',
        kind: 'style',
        trainedOn: [variety.tag],
        languages: Object.fromEntries(
          LANGUAGES.map((language) => [
            language,
            { quality: language === variety.language ? 'native' : 'cross-lingual', styles: { [id]: 1 } } as const,
          ]),
        ),
      },
    ];
  });
}
