import type { ServiceName } from './wheel-binaries.js';

/**
 * Whether a program found on the PATH can serve, judged by what it says of its version.
 * Redis before 7 lacks what BullMQ's blocking reads need. SeaweedFS before 4.48 was never tried with Lector and does not
 * know all of the flags that keep its ports on loopback.
 */
export function isUsableVersion(service: ServiceName, versionOutput: string): boolean {
  if (service === 's3') {
    const [, major, minor] = /^version \S+ (\d+)\.(\d+)/m.exec(versionOutput) ?? [];
    return Number(major) > 4 || (Number(major) === 4 && Number(minor) >= 48);
  }
  const [, major] = /^(?:Redis|Valkey) server v=(\d+)\./m.exec(versionOutput) ?? [];
  return Number(major) >= 7;
}
