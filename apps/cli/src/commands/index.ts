import type { Command } from '../command.js';

/** Loaded when they are called: the servers' code takes a second of CPU, which a list of voices should not wait for. */
export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  up: async () => (await import('./up.js')).up,
  api: async () => (await import('./api.js')).api,
  worker: async () => (await import('./worker.js')).worker,
  demo: async () => (await import('./demo.js')).demo,
  say: async () => (await import('./say.js')).say,
  book: async () => (await import('./book.js')).book,
  jobs: async () => (await import('./jobs.js')).jobs,
  job: async () => (await import('./job.js')).job,
  capacity: async () => (await import('./capacity.js')).capacity,
  voices: async () => (await import('./voices.js')).voices,
  lexicons: async () => (await import('./lexicons.js')).lexicons,
  explain: async () => (await import('./explain.js')).explain,
  models: async () => (await import('./models.js')).models,
  bench: async () => (await import('./bench.js')).bench,
};
