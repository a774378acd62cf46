/** A stretch of the folded text with the words it is read as. Offsets are UTF-16 indices, half-open. */
export interface Reading {
  readonly start: number;
  readonly end: number;
  readonly spoken: string;
  readonly rule: string;
}
