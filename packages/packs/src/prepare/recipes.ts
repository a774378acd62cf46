import { LectorError } from '@lector/contract';
import { rewriteGraph } from './rewrite-graph.js';

/** How a family's published graph becomes the one that is run. */
export interface Recipe {
  /** Raised whenever the same published graph would come out differently; prepared graphs are kept under it. */
  readonly revision: string;
  readonly rewrite: (published: Uint8Array) => Uint8Array;
}

/** One line per family with a graph. */
const RECIPES: Readonly<Record<string, Recipe>> = {
  kokoro: { revision: 'kokoro-float-conv-1', rewrite: rewriteGraph },
};

/** @throws LectorError `pack_unsuitable` for a family this version has no recipe for */
export function recipeOf(family: string): Recipe {
  const recipe = Object.hasOwn(RECIPES, family) ? RECIPES[family] : undefined;
  if (recipe === undefined)
    throw new LectorError('pack_unsuitable', `no graph of this family can be prepared [family=${family}]`);
  return recipe;
}
