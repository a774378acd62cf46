import { readFileSync } from 'node:fs';
import { engineModel, type EngineModel } from '@lector/engines';
import { parseManifest } from '@lector/packs';

/** The voices and styles of the real pack; nothing of it is loaded. */
export function kokoroModel(): EngineModel {
  const url = new URL('../../../../models/manifests/kokoro-82m.json', import.meta.url);
  return engineModel(parseManifest(readFileSync(url, 'utf8'), 'kokoro-82m'));
}
