import { join } from 'node:path';
import type { PackManifest } from './manifest.js';

/** Where a pack keeps what, below the model folder shared by all packs. */
type Named = Pick<PackManifest, 'name'>;

/** The published files. */
export function packDir(manifest: Named, modelDir: string): string {
  return join(modelDir, manifest.name);
}

/** The manifest of a pack that was built on this machine. */
export function builtManifestPath(name: string, modelDir: string): string {
  return join(modelDir, name, 'manifest.json');
}

/** The graph as published, before any rewriting; null for a family without one. */
export function publishedGraphPath(manifest: PackManifest, modelDir: string): string | null {
  return manifest.graph === '' ? null : join(packDir(manifest, modelDir), manifest.graph);
}

/** Held while files of the pack are written. */
export function packLock(manifest: Named, modelDir: string): string {
  return join(modelDir, `${manifest.name}.lock`);
}

/** Which files were found right, and how to see that they have not been touched since. */
export function stampsPath(manifest: Named, modelDir: string): string {
  return join(packDir(manifest, modelDir), '.stamps.json');
}

/** Archives and parts of files; gone once the pack is complete. */
export function downloadsDir(manifest: Named, modelDir: string): string {
  return join(packDir(manifest, modelDir), '.downloads');
}

/** Rewritten graphs, named after what they were made from. */
export function preparedDir(manifest: Named, modelDir: string): string {
  return join(packDir(manifest, modelDir), 'prepared');
}
