import type { ServiceName } from './wheel-binaries.js';

/** What a server program says it is. */
export interface ServerVersion {
  readonly brand: 'redis' | 'valkey' | 'seaweedfs';
  readonly major: number;
  readonly minor: number;
  /** As it writes it, `7.2.4`. */
  readonly text: string;
}

/** The version out of what a program answers when asked for it; null for a program of another kind. */
export function serverVersion(service: ServiceName, versionOutput: string): ServerVersion | null {
  const found =
    service === 's3'
      ? /^version \S+ ()((\d+)\.(\d+)\S*)/m.exec(versionOutput)
      : /^(Redis|Valkey) server v=((\d+)\.(\d+)\S*)/m.exec(versionOutput);
  if (found === null) return null;
  const [, name, text = '', major, minor] = found;
  const brand = service === 's3' ? 'seaweedfs' : name === 'Valkey' ? 'valkey' : 'redis';
  return { brand, major: Number(major), minor: Number(minor), text };
}

/**
 * Whether a program found on the PATH can serve. Redis before 7 lacks what BullMQ's blocking reads need. SeaweedFS before
 * 4.48 was never tried with Lector and does not know all of the flags that keep its ports on loopback.
 */
export function isUsableVersion({ brand, major, minor }: ServerVersion): boolean {
  return brand === 'seaweedfs' ? isAtLeast({ major, minor }, { major: 4, minor: 48 }) : major >= 7;
}

export function isAtLeast(
  version: Pick<ServerVersion, 'major' | 'minor'>,
  least: Pick<ServerVersion, 'major' | 'minor'>,
): boolean {
  return version.major > least.major || (version.major === least.major && version.minor >= least.minor);
}
