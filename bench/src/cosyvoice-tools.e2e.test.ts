import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { COSYVOICE_DIR } from './paths.js';

it('what the CosyVoice tools compute without PyTorch holds, by its own tests in Python', async () => {
  // Python alone: no package, no network. The tests of the modules need PyTorch; models/cosyvoice/README.md runs them.
  const args = ['-m', 'unittest', 'discover', '-s', `${COSYVOICE_DIR}tests/pure`, '-t', dirname(COSYVOICE_DIR)];
  const { stderr } = await promisify(execFile)('python3', args, {
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
  });
  expect(stderr).toMatch(/^Ran ([1-9]\d|\d{3,}) tests/mu);
  expect(stderr).toMatch(/^OK$/mu);
});
