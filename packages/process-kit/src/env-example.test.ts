import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readConfig } from './config.js';
import { renderEnvExample } from './env-example.js';
import { ENV_FIELDS } from './env-fields.js';

const file = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8');

// After a change of the fields, `vitest run -u` on this file writes it anew.
it('.env.example is what the fields say', async () => {
  await expect(renderEnvExample(ENV_FIELDS)).toMatchFileSnapshot('../../../.env.example');
});

it('.env.example works as it stands, and with every line switched on', () => {
  const lines = [...file.matchAll(/^# (LECTOR_[A-Z0-9_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]);
  expect(lines).toHaveLength(Object.keys(ENV_FIELDS).length);
  expect(file).not.toMatch(/^[^#\n]/m);
  const everything = { ...Object.fromEntries(lines), LECTOR_API_KEYS: 'anna:0123456789abcdef' } as Record<
    string,
    string
  >;
  expect(readConfig(ENV_FIELDS, everything).LECTOR_PORT).toBe(8080);
});
