import { expect, it } from 'vitest';
import { startRig } from './rig.js';

let url = '';

it('the rig answers while the test runs that started it', async () => {
  ({ url } = await startRig());
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

it('the rig is gone once that test has finished, in whichever file of the process', async () => {
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
});
