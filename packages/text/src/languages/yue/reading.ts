import type { SpokenToken } from '../room.js';

/** What a stretch is read as, and why. */
export type Reading = Pick<SpokenToken, 'spoken' | 'rule'>;
