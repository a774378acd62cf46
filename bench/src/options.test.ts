import { expect, it } from 'vitest';
import { readOptions } from './options.js';

const KNOWN = ['rtf', 'scaling', 'rss'];

it('everything is run five times when nothing is said', () => {
  expect(readOptions([], KNOWN)).toEqual({ kind: 'run', suites: [], repetitions: 5, quick: false, resultPaths: [] });
});

it('suites, repetitions and quickness can be chosen', () => {
  const options = readOptions(['--suite', 'rtf, rss', '--repetitions', '1', '--quick'], KNOWN);
  expect(options).toMatchObject({ suites: ['rtf', 'rss'], repetitions: 1, quick: true });
});

it('an unknown suite is refused with those there are, and so is half a repetition', () => {
  expect(() => readOptions(['--suite', 'rft'], KNOWN)).toThrow('no suite rft; there are: rtf, scaling, rss');
  expect(() => readOptions(['--repetitions', '0.5'], KNOWN)).toThrow('--repetitions');
});
