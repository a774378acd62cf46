import { expect, it } from 'vitest';
import { checkEnvironment } from './check-environment.js';

const wrong = { LECTOR_PORT: 'zz', LECTOR_WORKERS: 'x', LECTOR_LOG_LEVEL: 'loud', LECTOR_NOBODY: '1' };

/** The names a command is refused for. */
function refused(command: Parameters<typeof checkEnvironment>[0], env: NodeJS.ProcessEnv): string[] {
  try {
    checkEnvironment(command, env);
  } catch (error) {
    expect(error).toMatchObject({ code: 'config_invalid' });
    return [...String(error).matchAll(/ {2}- (\w+):/g)].map(([, name]) => name ?? '').sort();
  }
  return [];
}

it.each([
  ['up', ['LECTOR_LOG_LEVEL', 'LECTOR_NOBODY', 'LECTOR_PORT', 'LECTOR_WORKERS']],
  ['api', ['LECTOR_LOG_LEVEL', 'LECTOR_NOBODY', 'LECTOR_PORT']],
  ['worker', ['LECTOR_LOG_LEVEL', 'LECTOR_NOBODY', 'LECTOR_WORKERS']],
  ['demo', ['LECTOR_LOG_LEVEL', 'LECTOR_NOBODY', 'LECTOR_WORKERS']],
] as const)('%s tells at once of everything it reads that is wrong', (command, names) => {
  expect(refused(command, wrong)).toEqual(names);
  expect(refused(command, {})).toEqual([]);
});

it('only a command that listens asks for keys to an address that others reach', () => {
  const env = { LECTOR_HOST: '0.0.0.0' };
  expect(refused('up', env)).toEqual(['LECTOR_API_KEYS']);
  expect(refused('api', env)).toEqual(['LECTOR_API_KEYS']);
  expect(refused('worker', env)).toEqual([]);
  expect(refused('demo', env)).toEqual([]);
});
