/**
 * `npm test`: every lane with real services. The last line counts every test of the run, so that an empty or broken run
 * can never look green. Arguments go to vitest, for example `npm test -- --project unit`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { testEnv } from './test-env.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), 'lector-test-'));
const report = join(folder, 'report.json');
const { status } = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--reporter=${join(root, 'scripts', 'second-try-reporter.mjs')}`,
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit', env: testEnv(process.env) },
);

let passed = 0;
let failed = 0;
try {
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  for (const file of testResults) {
    const of = (state) => file.assertionResults.filter((test) => test.status === state).length;
    passed += of('passed');
    // A file that breaks before its first test counts as one failure; a skipped test is a failure too: none is allowed.
    const bad = file.assertionResults.length - of('passed');
    failed += bad === 0 && file.status !== 'passed' ? 1 : bad;
  }
} catch (error) {
  console.error(`no report of the run: ${error.message}`);
  failed += 1;
}
rmSync(folder, { recursive: true, force: true });
if (status !== 0 && failed === 0) failed = 1;
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
