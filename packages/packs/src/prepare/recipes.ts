import { kokoro } from './kokoro.js';
import type { Recipe } from './recipe.js';

/** Families whose published graph is not the one that is run. Any other family runs its graph as published. */
const RECIPES: Readonly<Record<string, Recipe>> = { kokoro };

/** null: nothing is to be rewritten. */
export function recipeOf(family: string): Recipe | null {
  return (Object.hasOwn(RECIPES, family) ? RECIPES[family] : undefined) ?? null;
}
