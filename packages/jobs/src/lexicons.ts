import type { Language } from '@lector/contract';

/**
 * The record of a lexicon: its versions and where what they say is kept. The content itself is an object that never
 * changes. It stays for as long as a version or a job names it, so a job that was accepted is read with what its
 * lexicons said then, whatever becomes of them.
 */
export interface LexiconRecord {
  readonly id: string;
  readonly createdAtMs: number;
  /** The last few, newest first; there is always one, which is the one that holds. */
  readonly versions: readonly [LexiconVersion, ...LexiconVersion[]];
}

export interface LexiconVersion extends LexiconContent {
  /** One more at each change. */
  readonly version: number;
}

export interface LexiconContent extends ContentAt {
  readonly updatedAtMs: number;
  readonly entriesCount: number;
  readonly language?: Language | undefined;
  readonly description?: string | undefined;
}

/** Where content lies, and what it is. */
export interface ContentAt {
  readonly key: string;
  /** Hex digest of the object. */
  readonly sha256: string;
}

/** A lexicon as a job keeps it: what it is called and what it said. */
export interface LexiconUse extends ContentAt {
  /** `id@version`, as `explain` shows it. */
  readonly name: string;
}

export type PutLexiconOutcome =
  | { readonly kind: 'created' | 'changed'; readonly record: LexiconRecord }
  /** The version that holds says the same. */
  | { readonly kind: 'same'; readonly record: LexiconRecord }
  /** Another version holds than the one expected. */
  | { readonly kind: 'refused' }
  /** The tenant has as many as it may. */
  | { readonly kind: 'full' }
  /** The content was reserved too long ago; its object may be gone. */
  | { readonly kind: 'expired' };

/** How long content may lie there before a record names it: an upload, or a submission, takes seconds. */
export const CONTENT_GRACE_MS = 600_000;

/** Lexicons of all tenants. Errors: `queue_unavailable`. */
export interface LexiconStore {
  get(tenant: string, id: string): Promise<LexiconRecord | null>;
  /** By their names; `cursor` is what the last page returned, null after the last one. */
  list(
    tenant: string,
    query: { readonly limit: number; readonly cursor: string | null },
  ): Promise<{ readonly records: readonly LexiconRecord[]; readonly cursor: string | null }>;
  /** Before content is stored: its object is deleted unless a record names it within `CONTENT_GRACE_MS`. */
  reserve(key: string, nowMs: number): Promise<void>;
  /** Makes reserved content the version that holds. */
  put(
    tenant: string,
    id: string,
    content: LexiconContent,
    /** The version that must hold now, 0 for none; null where any may. */
    expected: number | null,
  ): Promise<PutLexiconOutcome>;
  delete(
    tenant: string,
    id: string,
    options: { readonly expected: number | null; readonly nowMs: number },
  ): Promise<'deleted' | 'missing' | 'refused'>;
}
