import { expect, it } from 'vitest';
import { dataDirs } from './data-dirs.js';

const machine = { home: '/home/anna', xdgDataHome: undefined, cwd: '/srv/here' };
const nothing = { dataDir: undefined, modelDir: undefined };

it('uses the usual place of a user’s data', () => {
  expect(dataDirs(nothing, machine)).toEqual({
    dataDir: '/home/anna/.local/share/lector',
    modelDir: '/home/anna/.local/share/lector/models',
    cacheDir: '/home/anna/.local/share/lector/cache',
  });
  expect(dataDirs(nothing, { ...machine, xdgDataHome: '/data' }).dataDir).toBe('/data/lector');
  expect(dataDirs(nothing, { ...machine, xdgDataHome: 'relative' }).dataDir).toBe('/home/anna/.local/share/lector');
});

it('keeps models in the data folder unless they have a place of their own', () => {
  expect(dataDirs({ dataDir: '/srv/lector', modelDir: undefined }, machine).modelDir).toBe('/srv/lector/models');
  expect(dataDirs({ dataDir: '/srv/lector', modelDir: '/models' }, machine)).toMatchObject({
    dataDir: '/srv/lector',
    modelDir: '/models',
  });
});

it('understands ~ and paths relative to the working folder', () => {
  expect(dataDirs({ dataDir: '~/lector', modelDir: 'models' }, machine)).toMatchObject({
    dataDir: '/home/anna/lector',
    modelDir: '/srv/here/models',
  });
});

it('downloads to one place whatever the data folder', () => {
  const { cacheDir } = dataDirs({ dataDir: '/tmp/demo', modelDir: undefined }, machine);
  expect(cacheDir).toBe(dataDirs(nothing, machine).cacheDir);
});
