import { expect, it } from 'vitest';
import { testEnv } from './test-env.mjs';

it('keeps a deployment of this shell out of the tests', () => {
  const kept = { PATH: '/bin', HOME: '/home/anna', LECTOR_TEST_REDIS_URL: 'redis://127.0.0.1:1', MY_LECTOR_PORT: '1' };
  const settings = { LECTOR_PORT: '80', LECTOR_REDIS_URL: 'redis://production', LECTOR_DATA_DIR: '/srv', LECTOR_: '' };
  expect(testEnv({ ...kept, ...settings })).toEqual(kept);
});
