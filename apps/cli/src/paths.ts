import { fileURLToPath } from 'node:url';

/** Places inside the repository, from `src` and from `dist` alike. */
export const MANIFESTS_DIR = fileURLToPath(new URL('../../../models/manifests/', import.meta.url));
export const WORKER_PROGRAM = fileURLToPath(new URL('../../worker/dist/main.js', import.meta.url));
