import { expect, it } from 'vitest';
import { apiUrlOf } from './api-url.js';

it.each([
  ['https://tts.example', '127.0.0.1', 8080, 'https://tts.example'],
  ['', '127.0.0.1', 8080, 'http://127.0.0.1:8080'],
  ['', '::ffff:10.0.0.7', 80, 'http://10.0.0.7:80'],
  ['', '::1', 8080, 'http://[::1]:8080'],
  ['', undefined, undefined, ''],
])('with the public address %j, called at %j port %j, is %j', (publicUrl, localAddress, localPort, url) => {
  expect(apiUrlOf(publicUrl, { localAddress, localPort })).toBe(url);
});
