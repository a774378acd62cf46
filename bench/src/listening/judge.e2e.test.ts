import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { EVAL_DIR } from '../paths.js';

it('the rules of the judge hold: folding, numbers and errors, by their own tests in Python', async () => {
  // Python alone: no package, no network.
  const args = ['-m', 'unittest', 'discover', '-s', EVAL_DIR, '-t', EVAL_DIR];
  const { stderr } = await promisify(execFile)('python3', args, {
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
  });
  expect(stderr).toMatch(/^Ran ([2-9]\d|\d{3,}) tests/mu);
  expect(stderr).toMatch(/^OK$/mu);
});
