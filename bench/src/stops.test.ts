import { expect, it } from 'vitest';
import { createStops } from './stops.js';

it('what was started last is stopped first, each once, and one that fails does not keep the others running', async () => {
  const stopped: string[] = [];
  const errors: unknown[] = [];
  const stops = createStops((error) => errors.push(error));
  const add = (name: string, fails = false) =>
    stops.add(async () => {
      stopped.push(name);
      if (fails) throw new Error(name);
    });
  const first = add('first');
  add('second', true);
  const third = add('third');
  await third();
  await stops.all();
  await first();
  await stops.all();
  expect(stopped).toEqual(['third', 'second', 'first']);
  expect(errors).toEqual([new Error('second')]);
});

it('what is started after the end is stopped at once', async () => {
  const stopped: string[] = [];
  const stops = createStops(() => undefined);
  await stops.end();
  const late = () => {
    stopped.push('late');
    return Promise.resolve();
  };
  expect(() => stops.add(late)).toThrow('everything is being stopped');
  expect(stopped).toEqual(['late']);
});
