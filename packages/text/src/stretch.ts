/** Half-open range of UTF-16 indices into the text. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Without white space at both ends. */
export function trim(text: string, start: number, end: number): Stretch {
  const slice = text.slice(start, end);
  const trimmed = slice.trim();
  const from = start + (trimmed === '' ? slice.length : slice.length - slice.trimStart().length);
  return { start: from, end: from + trimmed.length };
}
