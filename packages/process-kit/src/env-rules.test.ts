import { expect, it } from 'vitest';
import { authMode } from './env-rules.js';

const keys = [{ name: 'anna', key: '0123456789abcdef' }];

it.each([
  ['127.0.0.1', [], undefined, 'none'],
  ['127.0.0.1', keys, undefined, 'keys'],
  ['0.0.0.0', keys, undefined, 'keys'],
  ['127.0.0.1', keys, 'none', 'none'],
  ['127.0.0.1', keys, 'keys', 'keys'],
] as const)('on %s with keys %j and LECTOR_AUTH %s, access is by %s', (host, apiKeys, auth, mode) => {
  expect(authMode({ LECTOR_HOST: host, LECTOR_API_KEYS: apiKeys, LECTOR_AUTH: auth })).toBe(mode);
});
