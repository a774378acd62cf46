import { join } from 'node:path';
import type { PackManifest } from './manifest.js';

/** Where a pack keeps what, below the model folder shared by all packs. */

/** The published files. */
export function packDir(manifest: PackManifest, modelDir: string): string {
  return join(modelDir, manifest.name);
}

/** The graph as published, before any rewriting; null for a family without one. */
export function publishedGraphPath(manifest: PackManifest, modelDir: string): string | null {
  return manifest.graph === '' ? null : join(packDir(manifest, modelDir), manifest.graph);
}

/** Held while files of the pack are written. */
export function packLock(manifest: PackManifest, modelDir: string): string {
  return join(modelDir, `${manifest.name}.lock`);
}

/** Which files were found right, and how to see that they have not been touched since. */
export function stampsPath(manifest: PackManifest, modelDir: string): string {
  return join(packDir(manifest, modelDir), '.stamps.json');
}

/** Archives and parts of files; gone once the pack is complete. */
export function downloadsDir(manifest: PackManifest, modelDir: string): string {
  return join(packDir(manifest, modelDir), '.downloads');
}

/** Rewritten graphs, named after what they were made from. */
export function preparedDir(manifest: PackManifest, modelDir: string): string {
  return join(packDir(manifest, modelDir), 'prepared');
}
