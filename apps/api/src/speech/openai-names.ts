import { LectorError, OPENAI_MODELS } from '@lector/contract';
import type { EngineModel } from '@lector/engines';
import type { ServedPack, ServedPacks } from '../served-packs.js';

/**
 * OpenAI's names in a world of packs. Its clients have them built in, so each stands for a preset that is the nearest to it
 * in gender and manner; it does not sound like OpenAI's. Where the pack has no such preset the name is no voice: nothing
 * is ever spoken by another voice than a list says.
 */
const PRESET_OF: Readonly<Record<string, string>> = {
  alloy: 'lena',
  coral: 'mira',
  marin: 'nora',
  nova: 'nora',
  sage: 'lena',
  shimmer: 'mira',
  ash: 'theo',
  ballad: 'theo',
  cedar: 'hugo',
  echo: 'theo',
  fable: 'hugo',
  onyx: 'hugo',
  verse: 'theo',
};

/** The voice as a job names it. A voice of the pack goes before an OpenAI name spelled the same. */
export function voiceOfName(asked: string, model: Pick<EngineModel, 'voices'>): string {
  const has = (wanted: string) => model.voices.some(({ id }) => id === wanted);
  const preset = Object.hasOwn(PRESET_OF, asked) ? PRESET_OF[asked] : undefined;
  return preset === undefined || has(asked) || !has(preset) ? asked : preset;
}

/** OpenAI's names that `voiceOfName` takes for this voice, sorted. */
export function namesOfVoice(id: string, model: Pick<EngineModel, 'voices'>): string[] {
  return Object.keys(PRESET_OF)
    .filter((name) => name !== id && voiceOfName(name, model) === id)
    .sort();
}

/** Every name of a model this deployment answers to and the pack behind it; the packs' own first. */
export function modelNames(packs: ServedPacks): readonly { readonly id: string; readonly pack: ServedPack }[] {
  const own = packs.map((pack) => ({ id: pack.name, pack }));
  const aliases = OPENAI_MODELS.filter((name) => packs.every((pack) => pack.name !== name));
  return [...own, ...aliases.map((id) => ({ id, pack: packs[0] }))];
}

/** The pack a model name stands for. @throws LectorError `unknown_pack` */
export function packOfModel(model: string, packs: ServedPacks): ServedPack {
  const names = modelNames(packs);
  const found = names.find(({ id }) => id === model);
  if (found !== undefined) return found.pack;
  const detail = `this deployment does not serve that model [available=${names.map(({ id }) => id).join(', ')}]`;
  throw new LectorError('unknown_pack', detail, { errors: [{ pointer: '/model', detail }] });
}
