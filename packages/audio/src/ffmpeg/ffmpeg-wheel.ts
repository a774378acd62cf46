/**
 * The ffmpeg that is fetched where a machine has none that fits: a program inside a wheel that anybody's pip can
 * download. It is a GPL build, a program of its own that is started, never linked or handed on. A wheel is taken only
 * with the sha256 of this table, which was made by downloading each one and looking inside.
 */
export interface FfmpegWheel {
  readonly package: string;
  readonly version: string;
  /** pip's platform tag of the wheel. */
  readonly platform: string;
  readonly sha256: string;
  /** Path of the program inside the wheel. */
  readonly member: string;
  /** Downloaded bytes, for the progress line. */
  readonly bytes: number;
  /** Linked against glibc: does not start on Alpine and the like. */
  readonly needsGlibc: boolean;
}

type Build = Pick<FfmpegWheel, 'platform' | 'sha256' | 'member' | 'bytes'>;

const BUILDS: Readonly<Record<string, Build>> = {
  'linux-x64': {
    platform: 'manylinux_2_28_x86_64',
    sha256: '050d6850601c3b3890bd2b28306f3b842b3daea390a561101174375a1c460bda',
    member: 'imageio_ffmpeg/binaries/ffmpeg-linux-x86_64-v9.0.2',
    bytes: 67_998_402,
  },
  'linux-arm64': {
    platform: 'manylinux_2_28_aarch64',
    sha256: 'fad3176f859b25869e60a8ed79957d4e3ed74a97a95e5f0cdcb91455f6c6d00e',
    member: 'imageio_ffmpeg/binaries/ffmpeg-linux-aarch64-v9.0.2',
    bytes: 60_956_631,
  },
  'darwin-arm64': {
    platform: 'macosx_12_0_arm64',
    sha256: '5636d691e36e5274b13fe38182b1f627b2e35dcecc63944012c2470f9484fc45',
    member: 'imageio_ffmpeg/binaries/ffmpeg-macos-aarch64-v9.0',
    bytes: 22_625_474,
  },
  'darwin-x64': {
    platform: 'macosx_10_13_x86_64',
    sha256: '9538a10e598257263b5de1a1c1b86e7603417bc219245b1e279b452e5e48cc20',
    member: 'imageio_ffmpeg/binaries/ffmpeg-macos-x86_64-v9.0',
    bytes: 26_974_382,
  },
};

/** The wheel for a machine (`process.platform`, `process.arch`); null when there is none. */
export function ffmpegWheel(platform: string, arch: string): FfmpegWheel | null {
  const build = BUILDS[`${platform}-${arch}`];
  if (build === undefined) return null;
  return { ...build, package: 'imageio-ffmpeg', version: '0.8.1', needsGlibc: platform === 'linux' };
}
