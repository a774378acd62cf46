/** `npm run check`: everything that can be judged without services, in under a minute. `--static` leaves the tests out. */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

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
for (const [name, command, args] of steps) {
  if (name === 'unit tests' && process.argv.includes('--static')) continue;
  const start = process.hrtime.bigint();
  const { status } = spawnSync(command, [...args], { cwd: root, stdio: 'inherit' });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  console.log(`${status === 0 ? '✓' : '✗'} ${String(name)} (${seconds.toFixed(1)} s)`);
  if (status !== 0) failures.push(name);
}
if (failures.length > 0) console.error(`failed: ${failures.join(', ')}`);
process.exit(failures.length === 0 ? 0 : 1);
