import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/**
 * Lanes by file name: `x.test.ts` is pure and takes milliseconds; `x.redis.test.ts` and `x.s3.test.ts` talk to real
 * servers; `x.model.test.ts` loads the real pack; `x.fault.test.ts` kills, stalls and cuts; `x.e2e.test.ts` starts the
 * built programs as a user does.
 */
const services = ['packages/testing/src/global-setup.ts'];
const source = {
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source', 'node'] } },
};
const all = (lane: string) => [`{apps,packages}/*/src/**/*.${lane}.test.ts`, `bench/src/**/*.${lane}.test.ts`];

/** Two files at a time on two cores too, where the default is one: most of them wait, for a server or for time to pass. */
const maxWorkers = Math.max(2, availableParallelism() - 1);

export default defineConfig({
  test: {
    projects: [
      {
        ...source,
        test: {
          name: 'unit',
          // A process for many files: these tests are pure, and isolation cost more than half of the lane's time.
          isolate: false,
          maxWorkers,
          // For a busy machine: alone each takes milliseconds, and a property a few seconds.
          testTimeout: 30_000,
          include: ['{apps,packages}/*/src/**/*.test.ts', 'bench/src/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/*.{redis,s3,model,fault,e2e}.test.ts'],
        },
      },
      {
        ...source,
        test: {
          name: 'services',
          include: [...all('redis'), ...all('s3')],
          globalSetup: services,
          // What differs between these files is on the servers, under prefixes of their own.
          isolate: false,
          maxWorkers,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...source,
        test: {
          name: 'model',
          include: all('model'),
          globalSetup: services,
          testTimeout: 240_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
      {
        ...source,
        test: {
          name: 'system',
          include: [...all('fault'), ...all('e2e')],
          globalSetup: services,
          testTimeout: 240_000,
          hookTimeout: 600_000,
          fileParallelism: false,
          // Real processes against real time on a shared machine: a second try, and the run's end names who needed it.
          retry: 1,
        },
      },
    ],
  },
});
