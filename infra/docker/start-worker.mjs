/**
 * First process of a worker container: makes the packs of the image visible in the model folder, then becomes
 * `lector worker`. The model folder is a volume, because the graph that is run is made there at the first start. The files
 * of a pack are linked into it, not copied: they take no space twice, and a newer image brings its own without a migration.
 */
import { lstatSync, mkdirSync, readdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));

function linkBelow(from, to) {
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const link = join(to, entry.name);
    if (entry.isDirectory()) {
      mkdirSync(link, { recursive: true });
      linkBelow(source, link);
    } else if (wantsLink(link, source)) {
      // Another container may do the same to a shared volume in this moment; either link is right.
      rmSync(link, { force: true });
      try {
        symlinkSync(source, link);
      } catch (error) {
        if (error.code !== 'EEXIST') throw error;
      }
    }
  }
}

/** A file that somebody put there stays; what is wrong with it is for the check of the pack to say. */
function wantsLink(link, source) {
  const found = lstatSync(link, { throwIfNoEntry: false });
  return found === undefined || (found.isSymbolicLink() && readlinkSync(link) !== source);
}

const packs = join(HERE, 'packs');
const modelDir = process.env.LECTOR_MODEL_DIR;
// An image built without a pack has nothing to link; the worker downloads what it needs.
if (modelDir && lstatSync(packs, { throwIfNoEntry: false }) !== undefined) {
  mkdirSync(modelDir, { recursive: true });
  linkBelow(packs, modelDir);
}
process.argv.splice(1, process.argv.length, join(HERE, 'apps', 'cli', 'dist', 'main.js'), 'worker');
await import('./apps/cli/dist/main.js');
