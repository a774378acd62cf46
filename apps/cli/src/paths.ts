import { fileURLToPath } from 'node:url';

/** The compiled worker, from `src` and from `dist` alike. */
export const WORKER_PROGRAM = fileURLToPath(new URL('../../worker/dist/main.js', import.meta.url));
