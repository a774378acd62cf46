import { expect, it } from 'vitest';
import { isUsableVersion, serverVersion } from './server-version.js';
import type { ServiceName } from './wheel-binaries.js';

function judged(service: ServiceName, output: string): boolean {
  const version = serverVersion(service, output);
  return version !== null && isUsableVersion(version);
}

it.each([
  ['Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64', true],
  ['Valkey server v=9.1.2 sha=00000000:1 malloc=libc bits=64', true],
  ['Redis server v=10.0.0 sha=0', true],
  ['Redis server v=6.2.14 sha=00000000:0', false],
  ['Redis server v=5.0.7', false],
  ['', false],
  ['usage: something else v=9.0', false],
])('judges a Redis by what it says: %s', (output, usable) => {
  expect(judged('redis', output)).toBe(usable);
});

it.each([
  ['version 8000GB 4.48 pypi linux amd64', true],
  ['version 30GB 4.50 abc linux amd64', true],
  ['version 30GB 5.0 abc linux amd64', true],
  ['version 8000GB 4.47 pypi linux amd64', false],
  ['version 30GB 3.99 abc linux amd64', false],
  ['weed: a gardening program', false],
])('judges a SeaweedFS by what it says: %s', (output, usable) => {
  expect(judged('s3', output)).toBe(usable);
});

it('tells brand and version apart', () => {
  expect(serverVersion('redis', 'Valkey server v=9.1.2 sha=00000000:1')).toEqual({
    brand: 'valkey',
    major: 9,
    minor: 1,
    text: '9.1.2',
  });
  expect(serverVersion('redis', 'Redis server v=7.2.4 sha=0')).toMatchObject({ brand: 'redis', text: '7.2.4' });
  expect(serverVersion('s3', 'version 8000GB 4.48 pypi linux amd64')).toMatchObject({
    brand: 'seaweedfs',
    text: '4.48',
  });
});
