/** The thread is started from the compiled file: Node cannot start a thread from TypeScript source. */
export const THREAD_PROGRAM = new URL('../dist/inference/thread.js', import.meta.url);
