import { expect, it } from 'vitest';
import { bytesOf, descendants, parseStat, roleOf } from './proc-files.js';

it('CPU time and parent are found behind a program name with spaces and brackets', () => {
  const text = '42 (node (a) b) S 7 42 42 0 -1 4194560 9 0 0 0 150 50 0 0 20 0 11 0 100 0 0';
  expect(parseStat(text)).toEqual({ parent: 7, cpuSeconds: 2 });
  expect(parseStat('')).toBeNull();
});

it('sizes are read in bytes, and a field must match as a whole', () => {
  const rollup = 'Rss:     2048 kB\nPss:     1024 kB\nPss_Anon:  7 kB\n';
  expect(bytesOf('Pss', rollup)).toBe(1_048_576);
  expect(bytesOf('Swap', rollup)).toBe(0);
});

it('a tree holds children and theirs, and nobody else', () => {
  const parents = new Map([
    [2, 1],
    [3, 2],
    [4, 2],
    [5, 4],
    [6, 1],
  ]);
  expect(descendants(2, parents)).toEqual([2, 3, 4, 5]);
});

it.each([
  [['node', '/x/apps/worker/dist/main.js', '--index', '0'], 'worker'],
  [['/usr/bin/redis-server 127.0.0.1:6380'], 'redis'],
  [['/home/a user/cache/valkey-server *:6380'], 'redis'],
  [['/x/programs/weed', 'server', '-dir=/tmp/redis-server'], 's3'],
  [['node', '/x/apps/cli/dist/main.js', 'up'], 'api'],
] as const)('%j is the %s', (args, role) => {
  expect(roleOf(args.join('\0'))).toBe(role);
});
