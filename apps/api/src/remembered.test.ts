import { expect, it } from 'vitest';
import { remembered } from './remembered.js';

it('asks once for all who want to know at a time, and again when that was long ago', async () => {
  let nowMs = 0;
  let asked = 0;
  const answer = remembered(
    () => Promise.resolve((asked += 1)),
    1_000,
    () => nowMs,
  );
  expect(await Promise.all([answer(), answer()])).toEqual([1, 1]);
  nowMs = 999;
  expect(await answer()).toBe(1);
  nowMs = 1_000;
  expect(await answer()).toBe(2);
});

it('asks again where nobody knew', async () => {
  const answers = [null, 7, 8];
  const answer = remembered(
    () => Promise.resolve(answers.shift() ?? null),
    1_000,
    () => 0,
  );
  expect([await answer(), await answer(), await answer()]).toEqual([null, 7, 7]);
});

it('asks again after a failure', async () => {
  let asked = 0;
  const answer = remembered(
    () => ((asked += 1) === 1 ? Promise.reject(new Error('away')) : Promise.resolve(asked)),
    1_000,
    () => 0,
  );
  await expect(answer()).rejects.toThrow('away');
  expect(await answer()).toBe(2);
});
