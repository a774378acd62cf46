import type { PackManifest, PreparedPack } from '@lector/packs';
import type { Engine, EngineModel, EngineThreads } from './engine.js';

/** A model family: its pure half, and how to load the other. `name` is what manifests call it. */
export interface EngineFamily {
  readonly name: string;
  /** Pure; imports nothing native, so the API process can ask it for voices and limits. */
  model(manifest: PackManifest): EngineModel;
  /** On the inference thread; imports the runtime only now. */
  load(pack: PreparedPack, threads: EngineThreads): Promise<Engine>;
}
