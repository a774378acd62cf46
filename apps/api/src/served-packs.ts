import { type Language, LectorError } from '@lector/contract';
import type { EngineModel } from '@lector/engines';

/** A model pack this deployment serves, as far as an API needs it: no weights, nothing loaded. */
export interface ServedPack {
  readonly name: string;
  readonly model: EngineModel;
  /** Languages that can be read here and that one of its voices speaks. */
  readonly languages: readonly Language[];
}

/**
 * The packs of this deployment; the first is meant where a call names none. Which they are is a setting, not a question of who is
 * alive: a job for one whose workers are all away is accepted, and waits for them.
 */
export type ServedPacks = readonly [ServedPack, ...ServedPack[]];

/**
 * The pack a call names, or the first.
 * @param pointer the field it was named in
 * @throws LectorError `unknown_pack`
 */
export function servedPack<P extends ServedPack>(
  packs: readonly [P, ...P[]],
  name: string | undefined,
  pointer = '/pack',
): P {
  const [first] = packs;
  if (name === undefined) return first;
  const found = packs.find((pack) => pack.name === name);
  if (found !== undefined) return found;
  const available = packs.map((pack) => pack.name).join(', ');
  const detail = `this deployment does not serve that pack [available=${available}]`;
  throw new LectorError('unknown_pack', detail, { errors: [{ pointer, detail }] });
}
