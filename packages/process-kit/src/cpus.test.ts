import { cpus as machineCpus } from 'node:os';
import { expect, it } from 'vitest';
import { availableCpus } from './cpus.js';

it('finds at least one cpu of this machine and not more than there are', () => {
  const { cpus, count } = availableCpus();
  expect(count).toBeGreaterThanOrEqual(1);
  expect(count).toBeLessThanOrEqual(cpus.length);
  expect(cpus.length).toBeLessThanOrEqual(machineCpus().length);
  expect(new Set(cpus).size).toBe(cpus.length);
});
