import { builtinModules } from 'node:module';
import { defineConfig } from 'oxlint';

/**
 * Lint rules, and the walls between the rooms: who may import what is data here (CONTRIBUTING names the rules).
 * Run with `npx oxlint -c oxlint.config.mjs`.
 */

/** Outside worlds and the one place that may import each. */
const OUTSIDE = {
  bullmq: 'packages/queue/src',
  ioredis: 'packages/queue/src',
  '@aws-sdk/*': 'packages/storage/src',
  '@smithy/*': 'packages/storage/src',
  'onnxruntime-node': 'packages/engines/src/onnx',
  express: 'apps/api/src',
  'node:worker_threads': 'apps/worker/src/inference',
  worker_threads: 'apps/worker/src/inference',
  undici: 'apps/worker/src/delivery',
  'prom-client': 'packages/process-kit/src',
  '@opentelemetry/*': 'packages/process-kit/src',
  'lindera-wasm-nodejs-ipadic': 'packages/dictionaries/src',
  'cmu-pronouncing-dictionary': 'packages/dictionaries/src',
  'onnx-proto': 'packages/packs/src/prepare',
};
/** Packages that talk to an outside world; only programs join them. */
const ADAPTERS = ['queue', 'storage', 'embedded', 'dictionaries'];
/** Rules: they import no Node module, read no clock, no random; all that is passed in. */
const PURE = ['packages/contract/src', 'packages/jobs/src', 'packages/text/src'];
/** Rooms that stand side by side and never look into each other. */
const ROOMS = {
  'packages/text/src/languages': ['zh', 'en', 'ja', 'yue', 'ko'],
  'packages/engines/src': ['kokoro', 'cosyvoice', 'tone'],
};

/** Who reads the environment: the programs' own files hand it on; one starts a client with it, one looks for servers in it. */
const ENV_READERS = [
  'apps/*/src/main.ts',
  'apps/*/src/config.ts',
  'bench/src/{main,eval}.ts',
  'infra/docker/*.mjs',
  'packages/fetch/src/run-command.ts',
  'packages/embedded/src/start-embedded.ts',
];

const NO_NODE = 'contract, jobs and text are rules: no Node module. Pass it in.';
const NODE_MODULES = { group: ['node:*'], message: NO_NODE };
/** The same without `node:`, by their exact names. */
const BARE_NODE_MODULES = builtinModules.map((name) => ({ name, message: NO_NODE }));
const INNARDS = { group: ['@lector/*/src/*', '@lector/*/dist/*'], message: 'Import a package by its name.' };

/** Everything a folder may not import. */
function walls(folder) {
  const patterns = [INNARDS];
  for (const [name, owner] of Object.entries(OUTSIDE)) {
    if (!folder.startsWith(owner)) patterns.push({ group: [name], message: `Only ${owner} may import this.` });
  }
  for (const adapter of ADAPTERS) {
    const own = ADAPTERS.find((name) => folder.startsWith(`packages/${name}/`));
    if (own !== undefined && own !== adapter)
      patterns.push({
        group: [`@lector/${adapter}`],
        message: 'Adapters do not know each other; only programs join them.',
      });
  }
  const isPure = PURE.some((pure) => folder.startsWith(pure));
  if (isPure) patterns.push(NODE_MODULES);
  for (const [parent, rooms] of Object.entries(ROOMS)) {
    const own = rooms.find((room) => folder.startsWith(`${parent}/${room}`));
    const others = rooms.filter((room) => own !== undefined && room !== own).map((room) => `**/${room}/*`);
    if (others.length > 0) patterns.push({ group: others, message: 'Rooms never import each other.' });
  }
  return { 'no-restricted-imports': ['error', { patterns, paths: isPure ? BARE_NODE_MODULES : [] }] };
}

const rooms = Object.entries(ROOMS).flatMap(([parent, names]) => names.map((name) => `${parent}/${name}`));
const folders = [
  ...new Set([...Object.values(OUTSIDE), ...ADAPTERS.map((name) => `packages/${name}/src`), ...PURE, ...rooms]),
];

export default defineConfig({
  plugins: ['typescript', 'import', 'unicorn', 'promise', 'node'],
  jsPlugins: ['./scripts/lint-rules.mjs'],
  options: { typeAware: true },
  categories: { correctness: 'error', suspicious: 'error' },
  ignorePatterns: ['**/dist/**', 'out/**'],
  rules: {
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'no-console': 'error',
    'node/no-process-env': 'error',
    'lector/no-family-question': 'error',
    eqeqeq: 'error',
    'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
    // Off, each for a reason: retries and streams await in loops; code points are meant by spreading a string; JSON and
    // messages between threads are typed by assertion; the others are matters of taste this code decides otherwise.
    'no-await-in-loop': 'off',
    'typescript/no-misused-spread': 'off',
    'typescript/no-unsafe-type-assertion': 'off',
    'typescript/consistent-return': 'off',
    'promise/no-promise-in-callback': 'off',
    'promise/always-return': 'off',
    'unicorn/no-array-sort': 'off',
    'unicorn/no-array-reverse': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'unicorn/require-post-message-target-origin': 'off',
    'no-shadow': 'off',
    'no-underscore-dangle': 'off',
    ...walls(''),
  },
  overrides: [
    // The narrower folder comes later and wins.
    ...folders.sort((a, b) => a.length - b.length).map((folder) => ({ files: [`${folder}/**`], rules: walls(folder) })),
    {
      files: PURE.map((folder) => `${folder}/**`),
      rules: {
        'no-restricted-globals': [
          'error',
          'process',
          'Buffer',
          'setTimeout',
          'setInterval',
          'setImmediate',
          'performance',
          'crypto',
          // By another way to the same.
          'globalThis',
          'global',
          'self',
          'window',
        ],
        'no-restricted-properties': [
          'error',
          { object: 'Math', property: 'random', message: 'Pass randomness in.' },
          { object: 'Date', property: 'now', message: 'Pass the clock in.' },
        ],
        'lector/no-clock': 'error',
      },
    },
    {
      files: ROOMS['packages/engines/src'].map((room) => `packages/engines/src/${room}/**`),
      rules: { 'lector/no-family-question': 'off' },
    },
    {
      files: ['vitest.config.ts', 'oxlint.config.mjs', 'scripts/{lint-rules,second-try-reporter}.mjs'],
      rules: { 'import/no-default-export': 'off' },
    },
    { files: ['scripts/**', 'apps/cli/src/**', 'bench/src/{main,eval}.ts'], rules: { 'no-console': 'off' } },
    { files: [...ENV_READERS, 'scripts/**'], rules: { 'node/no-process-env': 'off' } },
    // Measures the queue library alone, beside ours.
    { files: ['bench/src/bare-bullmq.ts'], rules: { 'no-restricted-imports': 'off' } },
    {
      // Tests may reach anywhere: real servers, other rooms' data, the clock.
      files: ['**/*.test.ts', '**/*.fixture.ts', 'packages/testing/**'],
      rules: {
        'no-restricted-imports': 'off',
        'no-restricted-globals': 'off',
        'no-restricted-properties': 'off',
        'node/no-process-env': 'off',
        'lector/no-clock': 'off',
        'max-lines': 'off',
        'typescript/no-non-null-assertion': 'off',
      },
    },
  ],
});
