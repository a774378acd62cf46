/** What the client needs of lexicons, apart from the schemas: it runs in browsers. */

export const PLS_CONTENT_TYPE = 'application/pls+xml';

/** The `ETag` of a version. Number and content: one deleted and made anew is another, also once its numbers begin again. */
export function lexiconTag({ version, sha256 }: { readonly version: number; readonly sha256: string }): string {
  return `"${version}-${sha256.slice(0, 16)}"`;
}
