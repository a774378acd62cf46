/** Folders that would be named after nothing: what lies in them belongs under the idea it serves. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const NAMELESS = ['utils', 'util', 'helpers', 'common', 'lib', 'services', 'controllers'];
/** Built or installed, not ours. */
const SKIPPED = ['node_modules', 'dist'];

/** @returns {string[]} paths of such folders under `root/apps` and `root/packages`, from `root` */
export function namelessFolders(root) {
  const found = [];
  const look = (folder) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      if (!entry.isDirectory() || SKIPPED.includes(entry.name)) continue;
      const path = join(folder, entry.name);
      if (NAMELESS.includes(entry.name)) found.push(path);
      look(path);
    }
  };
  for (const folder of ['apps', 'packages']) look(folder);
  return found;
}
