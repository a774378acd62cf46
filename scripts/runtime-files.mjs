/**
 * Which files of an installed package a running program needs. Everything is kept unless it is known to be of no use at
 * run time, so a package with an unusual shape loses nothing; licences stay in every case.
 */

/** For compilers, debuggers and readers. */
const IDLE_EXTENSION = /\.(map|[cm]?ts|tsx|flow|md|markdown|tsbuildinfo)$/i;
const LICENCE = /^(licen[cs]e|copying|copyright|notice|authors|third.?party)/i;
const README = /^readme(\.|$)/i;
/** Only at the top of a package: deeper, a folder of such a name can be code. */
const IDLE_FOLDER = /^(tests?|__tests__|docs?|examples?|benchmarks?|coverage|\.github)$/i;

/** What is known of single packages. Paths are inside the package, with forward slashes. */
const KNOWN = {
  // Its libraries for other systems are four fifths of it; CUDA, TensorRT and DirectML have no use without a GPU; its
  // scripts would download more of them.
  'onnxruntime-node': (path, { platform, arch }) =>
    path.startsWith('bin/')
      ? path.startsWith(`bin/napi-v6/${platform}/${arch}/`) && !/providers|DirectML|dxil|dxcompiler/.test(path)
      : !path.startsWith('script/'),
  // Builds for browsers and bundlers; Node takes build/node and, imported, src.
  luxon: (path) => !/^build\/(amd|global|es6|cjs-browser)\//.test(path),
  // The TypeScript the package was built from.
  zod: (path) => !path.startsWith('src/'),
};

/** Dependencies that only the install script of a package uses, which never runs here. */
const IDLE_DEPENDENCIES = { 'onnxruntime-node': ['adm-zip', 'global-agent'] };

/** Whether `dependency` is of use to `name` at run time. */
export function needsDependency(name, dependency) {
  return !(IDLE_DEPENDENCIES[name] ?? []).includes(dependency);
}

/**
 * @param {string} name of the package
 * @param {readonly string[]} paths of all its files, inside it, with forward slashes
 * @param {{ platform: string, arch: string }} target as Node names them
 * @returns {string[]} those to keep
 */
export function runtimeFiles(name, paths, target) {
  const top = (path) => !path.includes('/');
  const base = (path) => path.slice(path.lastIndexOf('/') + 1);
  // Some packages have their licence in the readme alone.
  const licensed = paths.some((path) => top(path) && LICENCE.test(path));
  return paths.filter((path) => {
    if (LICENCE.test(base(path)) && !/\.[cm]?[jt]s$/.test(path)) return true;
    if (!licensed && top(path) && README.test(path)) return true;
    if (IDLE_EXTENSION.test(path)) return false;
    if (IDLE_FOLDER.test(path.split('/')[0] ?? '') && !top(path)) return false;
    return KNOWN[name]?.(path, target) ?? true;
  });
}

/** A package of this workspace runs from what was built, and from the scripts it sends to Redis. */
export function workspaceFiles(paths) {
  return paths.filter((path) => path === 'package.json' || /^lua\/|^dist\/.*\.js$/.test(path));
}
