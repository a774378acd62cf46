import type { SpokenToken } from '../room.js';

/** What a stretch is read as, and why. */
export type Reading = Pick<SpokenToken, 'spoken' | 'rule'>;

/** A stretch of the source with its reading; half-open UTF-16 indices. */
type Found = SpokenToken;
