import { expect, it } from 'vitest';
import { restartPauseMs } from './restart-pause.js';

it('starts a server again at once, then after pauses that grow to half a minute and no further', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 7, 5_000].map(restartPauseMs)).toEqual([
    0, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000,
  ]);
});
