/** Small letters with the capitals of the word they stand for: Щ as Shch, США as SSHA. */
export function capitalised(written: string, original: string): string {
  const letters = original.match(/\p{L}/gu) ?? [];
  const capitals = letters.filter((letter) => letter !== letter.toLowerCase());
  if (capitals.length === 0) return written;
  if (letters.length > 1 && capitals.length === letters.length) return written.toUpperCase();
  return letters[0] === capitals[0] ? written.charAt(0).toUpperCase() + written.slice(1) : written;
}
