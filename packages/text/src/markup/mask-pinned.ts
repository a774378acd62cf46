/** OBJECT REPLACEMENT CHARACTER: a sign without a reading, that ends no sentence and opens no line. */
export const PLACEHOLDER = '\ufffc';

/**
 * A pinned stretch as detection sees it: its letters, so that they speak for their language, and nothing that could cut it in
 * two (`Dr. No` holds no stop). As long as the stretch.
 */
export function maskPinned(text: string): string {
  if (text.trim() === '') return text;
  if (!/[\p{L}\p{N}]/u.test(text)) return PLACEHOLDER.repeat(text.length);
  return text.replaceAll(/[^\p{L}\p{N}\p{M}'’-]/gu, (sign) =>
    /^\s$/u.test(sign) ? ' ' : PLACEHOLDER.repeat(sign.length),
  );
}
