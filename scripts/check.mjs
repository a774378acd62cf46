/** `npm run check`: everything that can be judged without services, in under a minute. `--static` leaves the tests out. */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { namelessFolders } from './folder-names.mjs';
import { testEnv } from './test-env.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = (name) => join(root, 'node_modules', '.bin', name);
const steps = [
  ['format', bin('prettier'), ['--check', '--log-level=warn', '.']],
  ['lint and import rules', bin('oxlint'), ['-c', 'oxlint.config.mjs', '--deny-warnings']],
  ['types', bin('tsc'), ['-p', 'tsconfig.check.json']],
  ['dead code', bin('knip'), []],
  ['unit tests', bin('vitest'), ['run', '--project', 'unit', '--reporter=dot']],
];
const failures = [];
const nameless = namelessFolders(root);
console.log(`${nameless.length === 0 ? '✓' : '✗'} folder names`);
if (nameless.length > 0) {
  console.error(`name the idea, not the drawer: ${nameless.join(', ')}`);
  failures.push('folder names');
}
for (const [name, command, args] of steps) {
  if (name === 'unit tests' && process.argv.includes('--static')) continue;
  const start = process.hrtime.bigint();
  const { status } = spawnSync(command, [...args], { cwd: root, stdio: 'inherit', env: testEnv(process.env) });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  console.log(`${status === 0 ? '✓' : '✗'} ${String(name)} (${seconds.toFixed(1)} s)`);
  if (status !== 0) failures.push(name);
}
if (failures.length > 0) console.error(`failed: ${failures.join(', ')}`);
process.exit(failures.length === 0 ? 0 : 1);
