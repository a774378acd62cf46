/** A table in one string, `key=value` parted by spaces: a hundred rows stay readable where an object would fill pages. */
export function pairs(table: string): ReadonlyMap<string, string> {
  return new Map(
    table.split(' ').map((entry) => {
      // The last sign parts them, so that `=` itself can be a key.
      const at = entry.lastIndexOf('=');
      return [entry.slice(0, at), entry.slice(at + 1)] as const;
    }),
  );
}
