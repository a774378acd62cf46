/** Half-open range of UTF-16 indices into the text. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Without white space at both ends. */
export function trim(text: string, start: number, end: number): Stretch {
  let [from, to] = [start, end];
  while (from < to && /\s/u.test(text.charAt(from))) from += 1;
  while (to > from && /\s/u.test(text.charAt(to - 1))) to -= 1;
  return { start: from, end: to };
}
