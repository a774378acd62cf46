import { fileURLToPath } from 'node:url';

/** Places inside the repository, from `src` and from `dist` alike. */
export const MANIFESTS_DIR = fileURLToPath(new URL('../../../models/manifests/', import.meta.url));
/** The thread is started from the compiled file: Node cannot start a thread from TypeScript source. */
export const THREAD_PROGRAM = new URL('../dist/inference/thread.js', import.meta.url);
