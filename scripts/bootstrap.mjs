/**
 * Behind the door (`bootstrap.cjs`, which has checked the machine): installs and builds what is needed, then hands over to
 * the program. It may use nothing but Node itself.
 */
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StepFailed, buildWorkspace, installPackages } from './workspace.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const CLI = join('apps', 'cli', 'dist', 'main.js');

/** What each npm script runs once the workspace is built. */
const PROGRAMS = {
  demo: [CLI, 'demo'],
  start: [CLI, 'up'],
  lector: [CLI],
  test: [join('scripts', 'test.mjs')],
  check: [join('scripts', 'check.mjs')],
  bench: [join('bench', 'dist', 'main.js')],
  eval: [join('bench', 'dist', 'eval.js')],
};

function main() {
  const [command, ...args] = process.argv.slice(2);
  const program = PROGRAMS[command];
  if (program === undefined) {
    console.error(`usage: node scripts/bootstrap.cjs ${Object.keys(PROGRAMS).join('|')} [arguments]`);
    process.exit(2);
  }
  installPackages(ROOT);
  buildWorkspace(ROOT);
  hand(program, args);
}

/**
 * Runs the program in this terminal and ends as it ends. A Ctrl-C reaches both through the terminal; this process waits
 * so that the program can drain and the shell prompt returns only after it.
 */
function hand([file, ...fixed], args) {
  const child = spawn(process.execPath, [join(ROOT, file), ...fixed, ...args], {
    stdio: 'inherit',
    env: {
      ...process.env,
      INIT_CWD: process.env.INIT_CWD || process.cwd(),
      // The AWS SDK’s notice that it drops Node 20 in 2027 stands in the README; five lines at every start help nobody.
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    },
  });
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal === null ? code : 1));
}

try {
  main();
} catch (error) {
  if (!(error instanceof StepFailed)) throw error;
  console.error(`\n✗ ${error.message}`);
  process.exit(1);
}
