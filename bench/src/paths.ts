import { fileURLToPath } from 'node:url';

/** Places inside the repository, from `src` and from `dist` alike. */
const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export const ROOT = at('');
export const PEERS_DIR = at('models/peers/');
export const RESULTS_DIR = at('bench/results/');
export const PERFORMANCE_PAGE = at('docs/performance.md');
export const CLI_PROGRAM = at('apps/cli/dist/main.js');
export const ENGINE_LOOP = at('bench/dist/engine-loop.js');
export const BARE_BULLMQ = at('bench/dist/bare-bullmq.js');
export const PLANNING_LOOP = at('bench/dist/planning-loop.js');
export const EVAL_DIR = at('models/eval/');
export const QUALITY_PAGE = at('docs/quality.md');
export const COSYVOICE_DIR = at('models/cosyvoice/');
