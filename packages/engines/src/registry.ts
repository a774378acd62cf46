import { LectorError } from '@lector/contract';
import type { PackManifest, PreparedPack } from '@lector/packs';
import type { Engine, EngineModel, EngineThreads } from './engine.js';
import type { EngineFamily } from './family.js';
import { cosyvoice } from './cosyvoice/index.js';
import { kokoro } from './kokoro/index.js';
import { tone } from './tone/index.js';

/** Every model family, one line each. */
const FAMILIES: readonly EngineFamily[] = [kokoro, cosyvoice, tone];

/**
 * The pure half of the family a manifest names: voices, limits, encoding. Loads nothing native.
 * @throws LectorError `unknown_pack` for a family this version does not know
 */
export function engineModel(manifest: PackManifest): EngineModel {
  return familyOf(manifest).model(manifest);
}

/**
 * Loads the model. Call it on the inference thread; it may take seconds and hundreds of megabytes.
 * @throws LectorError `unknown_pack`, `pack_missing`, `pack_corrupt`, `engine_failed`
 */
export function loadEngine(pack: PreparedPack, threads: EngineThreads): Promise<Engine> {
  return familyOf(pack.manifest).load(pack, threads);
}

function familyOf(manifest: PackManifest): EngineFamily {
  const family = FAMILIES.find(({ name }) => name === manifest.family);
  if (family) return family;
  const known = FAMILIES.map(({ name }) => name).join(', ');
  throw new LectorError('unknown_pack', `no engine for the family [family=${manifest.family}, known=${known}]`);
}
