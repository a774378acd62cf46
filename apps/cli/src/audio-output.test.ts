import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { formatOf, outputOf, writablePath } from './audio-output.js';
import type { CommandInput } from './command.js';

it.each([
  ['a.wav', undefined, 'wav'],
  ['a.MP3', undefined, 'mp3'],
  ['a.m4a', undefined, 'aac'],
  ['a.ogg', undefined, 'opus'],
  ['a.wav', 'flac', 'flac'],
  ['-', 'pcm', 'pcm'],
])('takes %s with --format %s for %s', (output, format, expected) => {
  expect(formatOf(output, format)).toBe(expected);
});

it.each([
  ['speech', undefined, 'cannot tell the format from speech'],
  ['a.doc', undefined, 'cannot tell the format from a.doc'],
  ['a.wav', 'midi', '--format must be one of wav, mp3'],
  ['-', undefined, '--format is needed'],
])('refuses %s with --format %s', (output, format, words) => {
  expect(() => formatOf(output, format)).toThrow(words);
});

it('finds out before anything is rendered that a file cannot be written', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lector-output-'));
  try {
    await expect(writablePath(folder)).rejects.toThrow('is a folder');
    await expect(writablePath(join(folder, 'no', 'a.wav'))).rejects.toThrow(`there is no folder ${join(folder, 'no')}`);
    const input: CommandInput = { positionals: [], values: { output: 'a.wav' }, env: {}, cwd: folder };
    expect(await outputOf(input)).toBe(join(folder, 'a.wav'));
    expect(await outputOf({ ...input, values: {} })).toBeNull();
  } finally {
    await rm(folder, { recursive: true });
  }
});
