import { join, resolve } from 'node:path';

export interface DataDirs {
  readonly dataDir: string;
  readonly modelDir: string;
  /** Verified downloads; shared by every data folder of this user, safe to delete. */
  readonly cacheDir: string;
}

/**
 * Folders from `LECTOR_DATA_DIR` and `LECTOR_MODEL_DIR`, absent: `$XDG_DATA_HOME/lector` or `~/.local/share/lector`. The
 * cache stays in the default place whatever the data folder, so a demo with a data folder of its own downloads nothing twice.
 */
export function dataDirs(
  given: { readonly dataDir: string | undefined; readonly modelDir: string | undefined },
  machine: { readonly home: string; readonly xdgDataHome: string | undefined; readonly cwd: string },
): DataDirs {
  const absolute = (path: string) =>
    path === '~' || path.startsWith('~/') ? join(machine.home, path.slice(1)) : resolve(machine.cwd, path);
  // The XDG specification says a relative path there is to be ignored.
  const xdg = machine.xdgDataHome?.startsWith('/') === true ? machine.xdgDataHome : undefined;
  const standard = join(xdg ?? join(machine.home, '.local', 'share'), 'lector');
  const dataDir = given.dataDir === undefined ? standard : absolute(given.dataDir);
  return {
    dataDir,
    modelDir: given.modelDir === undefined ? join(dataDir, 'models') : absolute(given.modelDir),
    cacheDir: join(standard, 'cache'),
  };
}
