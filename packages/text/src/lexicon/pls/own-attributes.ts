/** What PLS has no word for, in attributes of a name space of its own: other readers pass over them. */
export const NAME_SPACE = 'urn:lector:lexicon';
export const PREFIX = 'lector';
export const LANGUAGE = 'language';
export const CASE = 'case';

type Attributes = ReadonlyMap<string, string>;

/**
 * The value of an attribute of ours, whatever prefix its name space has there; undefined where it is not given. One without a prefix
 * is in no name space.
 * @param open attributes of the element and of those it stands in, outermost first
 */
export function ownAttribute(name: string, open: readonly Attributes[]): string | undefined {
  for (const [written, value] of open.at(-1) ?? []) {
    const [prefix = '', local] = written.split(':');
    if (local === name && spaceOf(prefix, open) === NAME_SPACE) return value;
  }
  return undefined;
}

/** Whether a prefix has a name space. */
export function isDeclared(prefix: string, open: readonly Attributes[]): boolean {
  return spaceOf(prefix, open) !== undefined;
}

function spaceOf(prefix: string, open: readonly Attributes[]): string | undefined {
  const declaration = `xmlns:${prefix}`;
  return open.findLast((attributes) => attributes.has(declaration))?.get(declaration);
}
