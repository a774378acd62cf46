import { type Lexicon, LectorError } from '@lector/contract';
import { compileLexicons, type PinFinder } from '@lector/text';

/** A lexicon to read with: what `explain` calls it, and where what it says lies. */
export interface NamedContent {
  readonly name: string;
  readonly key: string;
}

export interface LexiconPinsDeps {
  /** What lies under a key; null for nothing. It never changes. */
  readonly read: (key: string) => Promise<Uint8Array | null>;
}

/** A book's units, and the many short texts of a client, are read with the same few. */
const MAX_KEPT = 16;
/** Of what they were made from: compiled they take some times as much. */
const MAX_KEPT_BYTES = 8 * 1024 * 1024;

interface Compiled {
  readonly finder: PinFinder;
  readonly bytes: number;
}

/**
 * Lexicons as planning takes them: loaded and compiled when they are first needed, those used last are kept.
 * @returns a function that throws LectorError of `read`, and `internal` where what a lexicon says is gone
 */
export function createLexiconPins({ read }: LexiconPinsDeps) {
  // Used longest ago first.
  const kept = new Map<string, Compiled>();
  const underWay = new Map<string, Promise<Compiled>>();

  async function compile(id: string, contents: readonly NamedContent[]): Promise<Compiled> {
    let bytes = 0;
    const lexicons = await Promise.all(
      contents.map(async ({ name, key }) => {
        const json = await read(key);
        if (json === null)
          throw new LectorError('internal', `what a lexicon says is gone [lexicon=${name}, key=${key}]`);
        bytes += json.length;
        return { name, lexicon: JSON.parse(new TextDecoder().decode(json)) as Lexicon };
      }),
    );
    const compiled = { finder: compileLexicons(lexicons), bytes };
    keep(id, compiled);
    return compiled;
  }

  function keep(id: string, compiled: Compiled): void {
    kept.delete(id);
    kept.set(id, compiled);
    let bytes = [...kept.values()].reduce((sum, one) => sum + one.bytes, 0);
    for (const [oldest, one] of kept) {
      if (kept.size <= MAX_KEPT && bytes <= MAX_KEPT_BYTES) return;
      kept.delete(oldest);
      bytes -= one.bytes;
    }
  }

  return async (contents: readonly NamedContent[]): Promise<PinFinder | undefined> => {
    if (contents.length === 0) return undefined;
    const id = JSON.stringify(contents.map(({ name, key }) => [name, key]));
    const known = kept.get(id);
    if (known !== undefined) {
      keep(id, known);
      return known.finder;
    }
    const compiling = underWay.get(id) ?? compile(id, contents).finally(() => underWay.delete(id));
    underWay.set(id, compiling);
    return (await compiling).finder;
  };
}
