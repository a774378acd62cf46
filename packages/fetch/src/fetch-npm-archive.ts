import { fetchArchive, type ArchiveRequest } from './fetch-archive.js';

/** npm downloads into its own cache, where growth cannot be watched: this is the limit for the whole download. */
const STALL_TIMEOUT_MS = 600_000;

/**
 * Downloads a package's archive with the user's own npm, without its dependencies and without running its scripts.
 * @returns the path of the .tgz inside `cacheDir`
 * @throws LectorError `service_missing` (no npm), `pack_source_unreachable`, `pack_corrupt` (wrong sha256), `cancelled`
 */
export async function fetchNpmArchive(request: ArchiveRequest): Promise<string> {
  return fetchArchive(request, {
    name: 'npm',
    command: 'npm',
    args: (downloadDir) => {
      const quiet = ['--ignore-scripts', '--loglevel', 'error'];
      return ['pack', `${request.package}@${request.version}`, ...quiet, '--pack-destination', downloadDir];
    },
    env: () => ({ npm_config_update_notifier: 'false' }),
    extension: '.tgz',
    stallTimeoutMs: STALL_TIMEOUT_MS,
    fix: 'install npm, which comes with Node.js, and try again',
  });
}
