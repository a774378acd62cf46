#!/usr/bin/env node
/**
 * Assembles what a container image holds, in a folder, from a workspace that is installed and built. The Dockerfile runs
 * this file, and so does the test that runs the result without Docker; neither knows more than the other.
 *
 *   assemble-runtime.mjs app api|worker OUT            programs, libraries, manifests and licences of an image
 *   assemble-runtime.mjs pack NAME MODELDIR OUT        the published files of a pack (`--prepared`: its graph as well)
 *   assemble-runtime.mjs sizes [--json] OUT…           what each part weighs, with the Node that runs this
 *
 * The tree has the shape of the repository, because programs find each other and the manifests by relative paths. Libraries
 * keep pnpm's layout: every package sees exactly the versions of the lockfile and nothing else.
 */
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { needsDependency, runtimeFiles, workspaceFiles } from './runtime-files.mjs';

const ROOT = fs.realpathSync(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * Programs of each image, and libraries left out of it. The worker's image holds the whole command line, whose `worker`
 * command keeps the processes alive. The API never opens a model, so it needs no runtime for one.
 */
const IMAGES = {
  api: { apps: ['api'], without: ['onnxruntime-node'], entry: null },
  worker: { apps: ['cli', 'worker'], without: [], entry: 'start-worker.mjs' },
};

function assembleApp(image, out, target) {
  const { apps, without, entry } = IMAGES[image] ?? usage();
  const copied = new Set();
  const copyPackage = (from) => {
    if (copied.has(from)) return;
    copied.add(from);
    const at = inWorkspace(from);
    const manifest = readJson(join(from, 'package.json'));
    const paths = filesBelow(from);
    const own = !at.includes('node_modules');
    const kept = own ? workspaceFiles(paths) : runtimeFiles(manifest.name, paths, target);
    if (own && !kept.some((path) => path.startsWith('dist/'))) fail(`${at} is not built; run: npx tsc -b`);
    for (const path of kept) copyFile(join(from, path), join(out, at, path));
    const wanted = [manifest.dependencies, manifest.optionalDependencies, manifest.peerDependencies];
    for (const name of new Set(wanted.flatMap((names) => Object.keys(names ?? {})))) {
      if (without.includes(name) || !needsDependency(manifest.name, name)) continue;
      const link = linkTo(name, from, manifest.name);
      // Optional ones for other systems, and peers nobody asked for, are not installed.
      if (!fs.existsSync(link)) {
        if (manifest.dependencies?.[name] !== undefined) fail(`${name}, needed by ${manifest.name}, is not installed`);
        continue;
      }
      const to = fs.realpathSync(link);
      copyPackage(to);
      makeLink(join(out, inWorkspace(link)), join(out, inWorkspace(to)));
    }
  };
  for (const app of apps) copyPackage(join(ROOT, 'apps', app));
  for (const path of ['LICENSE', 'NOTICE', ...filesBelow(join(ROOT, 'models', 'manifests'), 'models/manifests')])
    copyFile(join(ROOT, path), join(out, path));
  if (entry !== null) copyFile(join(ROOT, 'infra', 'docker', entry), join(out, entry));
}

/** Where `from` finds its dependency: beside it in pnpm's store, below it in a package of the workspace. */
function linkTo(name, from, ownName) {
  const below = join(from, 'node_modules', name);
  if (fs.existsSync(below) || !inWorkspace(from).includes('node_modules')) return below;
  const store = from.slice(0, -ownName.length - 1);
  return join(store, name);
}

/** Only files whose content is the manifest's: an image must not carry a damaged pack to every machine it runs on. */
function assemblePack(name, modelDir, out, { prepared }) {
  const manifest = readJson(join(ROOT, 'models', 'manifests', `${name}.json`));
  for (const { path, sha256 } of manifest.files) {
    const from = join(modelDir, name, path);
    if (!fs.existsSync(from)) fail(`${from} is missing; run: npm run lector -- models pull ${name}`);
    const content = fs.readFileSync(from);
    if (createHash('sha256').update(content).digest('hex') !== sha256) fail(`${from} is not what the manifest names`);
    copyFile(from, join(out, 'packs', name, path));
  }
  if (!prepared) return;
  const graphs = filesBelow(join(modelDir, name, 'prepared'), 'prepared');
  if (graphs.length === 0) fail(`${name} has no prepared graph in ${modelDir}`);
  for (const path of graphs) copyFile(join(modelDir, name, path), join(out, 'packs', name, path));
}

/** Bytes of file contents; what a file system or an image's compression makes of them differs. */
function sizesOf(out) {
  const bytes = { node: fs.statSync(process.execPath).size, application: 0, runtime: 0, pack: 0, prepared: 0 };
  for (const path of filesBelow(out)) {
    const { size } = fs.statSync(join(out, path));
    if (/^packs\/[^/]+\/prepared\//.test(path)) bytes.prepared += size;
    else if (path.startsWith('packs/')) bytes.pack += size;
    else if (/\/onnxruntime-(node|common)\//.test(path)) bytes.runtime += size;
    else bytes.application += size;
  }
  return { ...bytes, total: Object.values(bytes).reduce((sum, size) => sum + size, 0) };
}

function printSizes(outs, json) {
  const rows = outs.map((out) => ({ tree: out, ...sizesOf(out) }));
  if (json) return console.log(JSON.stringify(rows));
  const parts = ['node', 'application', 'runtime', 'pack', 'prepared', 'total'];
  console.log(['MB', ...parts].map((word) => word.padStart(12)).join(''));
  for (const row of rows) {
    const megabytes = parts.map((part) => (row[part] / 1e6).toFixed(1).padStart(12));
    console.log(`${' '.repeat(12)}${megabytes.join('')}   ${row.tree}`);
  }
}

/** Paths of the files below a folder, with forward slashes; links of package managers are not followed. */
function filesBelow(folder, prefix = '') {
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === '.bin' ? [] : filesBelow(join(folder, entry.name), path);
    return entry.isFile() ? [path] : [];
  });
}

function copyFile(from, to) {
  fs.mkdirSync(dirname(to), { recursive: true });
  // Shares the blocks where the file system can.
  fs.copyFileSync(from, to, fs.constants.COPYFILE_FICLONE);
}

function makeLink(at, to) {
  if (fs.existsSync(at)) return;
  fs.mkdirSync(dirname(at), { recursive: true });
  fs.symlinkSync(relative(dirname(at), to), at);
}

function inWorkspace(path) {
  const at = relative(ROOT, path);
  if (at.startsWith('..')) fail(`${path} is outside the workspace`);
  return at.split(sep).join('/');
}

function readJson(path) {
  return JSON.parse(fs.readFileSync(path, 'utf8'));
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

function usage() {
  return fail(
    'usage: assemble-runtime.mjs app api|worker OUT | pack NAME MODELDIR OUT [--prepared] | sizes [--json] OUT…',
  );
}

const flags = process.argv.slice(2).filter((word) => word.startsWith('--'));
const [command, ...words] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const target = { platform: process.platform, arch: process.arch };
if (command === 'app' && words.length === 2) assembleApp(words[0], words[1], target);
else if (command === 'pack' && words.length === 3)
  assemblePack(words[0], words[1], words[2], { prepared: flags.includes('--prepared') });
else if (command === 'sizes' && words.length > 0) printSizes(words, flags.includes('--json'));
else usage();
