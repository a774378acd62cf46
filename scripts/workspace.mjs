/** Installs and builds the workspace, each only when something changed. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Thrown when a step of the bootstrap fails; the step itself has already printed why. */
export class StepFailed extends Error {}

export function installPackages(root) {
  const stampPath = join(root, 'node_modules', '.lector-installed');
  const stamp = installStamp(root);
  if (existsSync(stampPath) && readFileSync(stampPath, 'utf8') === stamp && missingLinks(root).length === 0) return;
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  console.log('· installing packages (once; about a minute on a first run)');
  // A pinned pnpm through npx: users need not have one, and corepack’s presence differs between Node builds.
  run(root, 'npx', [
    '--yes',
    packageManager,
    'install',
    '--frozen-lockfile',
    '--reporter=append-only',
    '--loglevel=warn',
  ]);
  const missing = missingLinks(root);
  if (missing.length > 0) {
    throw new StepFailed(`the installation lacks ${missing[0]}; remove the folder node_modules and try again`);
  }
  writeFileSync(stampPath, stamp);
}

/**
 * Packages that a manifest names and its `node_modules` lacks. The stamp says what was installed once; a folder that was
 * deleted since would end the program in a stack trace.
 */
export function missingLinks(root) {
  return manifestFolders(root).flatMap((folder) => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    return Object.keys({ ...dependencies, ...devDependencies })
      .map((name) => join(folder, 'node_modules', name))
      .filter((link) => !existsSync(join(root, link)));
  });
}

/** Folders of the workspace that have a manifest; the root is `''`. */
function manifestFolders(root) {
  const rooms = ['apps', 'packages'].flatMap((parent) =>
    readdirSync(join(root, parent)).map((name) => join(parent, name)),
  );
  return ['', ...['bench', ...rooms].sort()].filter((folder) => existsSync(join(root, folder, 'package.json')));
}

export function buildWorkspace(root) {
  // Incremental: under a second when nothing changed.
  run(root, process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-b']);
}

/** Runs a program with this terminal; throws `StepFailed` unless it exits 0. */
export function run(root, command, args, options = {}) {
  const { status, signal, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (error) throw new StepFailed(`${command} could not be started: ${error.message}`);
  if (status !== 0) throw new StepFailed(`${command} ${args[0] || ''} ended with ${signal || status}`);
}

/** Changes when the lockfile, a manifest or the Node ABI does. */
function installStamp(root) {
  const hash = createHash('sha256').update(process.versions.modules);
  const manifests = manifestFolders(root).map((folder) => join(folder, 'package.json'));
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests]) {
    const path = join(root, file);
    if (existsSync(path)) hash.update(file).update(readFileSync(path));
  }
  return hash.digest('hex');
}
