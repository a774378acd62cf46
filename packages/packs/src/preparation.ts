import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { PackManifest } from './manifest.js';
import type { Recipe } from './prepare/recipe.js';
import { recipeOf } from './prepare/recipes.js';
import type { PreparedFiles } from './prepared-graph.js';

/** How a pack's graph is to be rewritten, and the names of what comes of it. */
export interface Preparation {
  readonly recipe: Recipe;
  readonly graphName: string;
  /** What is noted about the prepared graph. */
  readonly sideName: string;
}

/**
 * The names are made of the published graph's hash and the recipe's revision: a new version of either makes new files and
 * never takes the old for its own. null for a pack whose graph is run as published, or that has none.
 */
export function preparationOf(manifest: PackManifest): Preparation | null {
  const recipe = recipeOf(manifest.family);
  const file = manifest.files.find(({ path }) => path === manifest.graph);
  if (recipe === null || file === undefined) return null;
  const name = createHash('sha256').update(`${file.sha256} ${recipe.revision}`).digest('hex');
  return { recipe, graphName: `${name}.onnx`, sideName: `${name}.json` };
}

/** Where a preparation keeps its files, in the folder of prepared graphs of its pack. */
export function preparedFiles({ graphName, sideName }: Preparation, dir: string): PreparedFiles {
  return { graphPath: join(dir, graphName), sidePath: join(dir, sideName) };
}
