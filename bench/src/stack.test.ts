import { expect, it } from 'vitest';
import { milestone } from './stack.js';

it.each([
  ['· Redis: ready (redis-server on port 6380)', 'Redis: ready (redis-server on port 6380)'],
  ['Lector is ready at http://127.0.0.1:8080', 'ready'],
  ['{"level":"info","name":"worker","msg":"model loaded","loadMs":900}', 'worker model loaded'],
  ['{"level":"info","name":"worker","msg":"ready"}', 'worker ready'],
  ['{"level":"info","name":"api","msg":"worker ready"}', null],
  ['  workers           1 threads', null],
])('%s tells %s', (line, expected) => {
  expect(milestone(line)).toBe(expected);
});
