/** How a stretch of the folded text is read; half-open UTF-16 indices of it. */
export interface Reading {
  readonly start: number;
  readonly end: number;
  /** `{은}`, `{와}`, `{을}`: the form of the particle that fits the word before it. */
  readonly spoken: string;
  readonly rule: string;
}

/** Two ordered lists as one; what overlaps a reading of `first` gives way to it. */
export function merge(first: readonly Reading[], second: readonly Reading[]): readonly Reading[] {
  const merged: Reading[] = [];
  let next = 0;
  let covered = 0;
  for (const reading of first) {
    for (let other = second[next]; other !== undefined && other.start < reading.end; other = second[next]) {
      if (other.end <= reading.start && other.start >= covered) merged.push(other);
      next += 1;
    }
    merged.push(reading);
    covered = reading.end;
  }
  for (const other of second.slice(next)) if (other.start >= covered) merged.push(other);
  return merged;
}

/** Readings of all matches of a global pattern; `read` gives undefined for what is none after all. */
export function readMatches(
  text: string,
  pattern: RegExp,
  read: (match: RegExpExecArray) => Pick<Reading, 'spoken' | 'rule'> | undefined,
): readonly Reading[] {
  const readings: Reading[] = [];
  for (const match of text.matchAll(pattern)) {
    const reading = read(match);
    if (reading !== undefined) readings.push({ start: match.index, end: match.index + match[0].length, ...reading });
  }
  return readings;
}
