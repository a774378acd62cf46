import { fileURLToPath } from 'node:url';

/** What the repository ships with the API, seen from `src` and `dist` alike. */
export const MANIFESTS_DIR = fileURLToPath(new URL('../../../models/manifests/', import.meta.url));
