import { describe, expect, test } from 'vitest';
import { ffmpegWheel } from './ffmpeg-wheel.js';

const MACHINES = [
  ['linux', 'x64'],
  ['linux', 'arm64'],
  ['darwin', 'arm64'],
  ['darwin', 'x64'],
] as const;

describe('ffmpegWheel', () => {
  test('has a program for every machine it supports, each with a hash of its own', () => {
    const wheels = MACHINES.map(([platform, arch]) => ffmpegWheel(platform, arch));
    const hashes = wheels.map((wheel) => wheel?.sha256 ?? '');
    expect(new Set(hashes).size).toBe(MACHINES.length);
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{64}$/);
    for (const wheel of wheels) expect(wheel?.member).toMatch(/\/ffmpeg-[^/]+$/);
  });

  test('has nothing for a machine nobody built for', () => {
    expect(ffmpegWheel('win32', 'x64')).toBeNull();
    expect(ffmpegWheel('linux', 'riscv64')).toBeNull();
  });
});
