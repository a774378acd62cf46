import { describe, expect, it } from 'vitest';
import { serverVersion, type ServerVersion } from './server-version.js';
import { canRead, parseWrittenBy, readersOf, writtenByLine } from './written-by.js';

function server(name: string): ServerVersion {
  const [brand, version] = name.split(' ');
  const found = serverVersion('redis', `${brand} server v=${version} sha=0`);
  if (found === null) throw new Error(`not a server: ${name}`);
  return found;
}

describe('data written by', () => {
  it.each([
    ['Redis 7.0.15', 'Redis 7.0.15', true],
    ['Redis 7.0.15', 'Redis 7.2.4', true],
    ['Redis 7.2.4', 'Redis 7.0.15', false],
    ['Redis 7.2.4', 'Valkey 9.1.2', true],
    ['Redis 7.2.4', 'Valkey 7.2.5', true],
    ['Redis 7.4.1', 'Valkey 9.1.2', false],
    ['Redis 8.0.0', 'Valkey 9.1.2', false],
    ['Redis 8.0.0', 'Redis 7.2.4', false],
    ['Valkey 9.1.2', 'Redis 7.2.4', false],
    ['Valkey 9.1.2', 'Redis 8.2.0', false],
    ['Valkey 9.1.2', 'Valkey 8.1.0', false],
    ['Valkey 8.1.0', 'Valkey 9.1.2', true],
    ['Valkey 9.1.2', 'Valkey 10.0.0', true],
  ])('%s is for %s: %s', (writer, reader, can) => {
    expect(canRead(server(reader), server(writer))).toBe(can);
  });
});

it.each(['Redis 7.2.4', 'Valkey 9.1.2'])('%s is remembered as it was', (name) => {
  expect(parseWrittenBy(writtenByLine(server(name)))).toEqual(server(name));
});

it.each(['', 'somebody', 'valkey nine', 'seaweedfs 4.48'])('knows nothing from "%s"', (line) => {
  expect(parseWrittenBy(line)).toBeNull();
});

it.each([
  ['Redis 7.0.15', 'Redis 7.0 or newer, or any Valkey'],
  ['Redis 8.0.0', 'Redis 8.0 or newer'],
  ['Valkey 9.1.2', 'Valkey 9.1 or newer'],
])('what %s wrote is read by %s', (name, readers) => {
  expect(readersOf(server(name))).toBe(readers);
});
