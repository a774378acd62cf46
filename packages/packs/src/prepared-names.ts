import { createHash } from 'node:crypto';
import type { PackManifest } from './manifest.js';
import { recipeOf } from './prepare/recipes.js';

/**
 * The files of the prepared graph and of what is noted about it. The name is made of the published graph's hash and the
 * recipe's revision: a new version of either makes new files and never takes the old for its own. None for a family
 * without a graph.
 * @throws LectorError `pack_unsuitable` for a family without a recipe
 */
export function preparedNames(manifest: PackManifest): readonly [graph: string, side: string] | readonly [] {
  const file = manifest.files.find(({ path }) => path === manifest.graph);
  if (file === undefined) return [];
  const name = createHash('sha256')
    .update(`${file.sha256} ${recipeOf(manifest.family).revision}`)
    .digest('hex');
  return [`${name}.onnx`, `${name}.json`];
}
