/** How a family's published graph becomes the one that is run. */
export interface Recipe {
  /** Raised whenever the same published graph would come out differently; prepared graphs are kept under it. */
  readonly revision: string;
  /** Pure; the same bytes give the same bytes on every machine, because the result's hash is part of every content key. */
  readonly rewrite: (published: Uint8Array) => Uint8Array;
}
