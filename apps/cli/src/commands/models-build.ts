import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { BUILDABLE, buildablePack, buildPack, packDir, type BuildProgress, type PackManifest } from '@lector/packs';
import { printJson } from '../client.js';
import { EXIT, oneOf, stringValue, stringValues, UsageError, type CommandInput, type ExitCode } from '../command.js';
import { directories } from '../config.js';
import { bar, megabytes, progressLine } from '../progress.js';

/** `lector models build`: a pack out of checkpoints, by the Python programs in `models`. */
export const BUILD_OPTIONS = {
  precision: { type: 'string', help: 'mix (small and fast, the default) or float32 (build)' },
  part: { type: 'string', multiple: true, help: 'GRAPH=PRECISION for one graph; may be given again (build)' },
  size: { type: 'string', help: 'official or tiny, of random weights (build)' },
  seed: { type: 'string', help: 'a whole number, of random weights (build)' },
  vocabulary: { type: 'string', help: 'the tokenizer’s vocabulary as a file; fetched when absent (build)' },
  voices: { type: 'string', help: 'a JSON file that introduces speakers of your own (build)' },
  as: { type: 'string', help: 'another name for the pack, for checkpoints of your own (build)' },
  out: { type: 'string', help: 'another model folder than LECTOR_MODEL_DIR (build)' },
} as const;

/** What can be built, for the help. */
export const BUILDABLE_NAMES = BUILDABLE.map(({ name }) => name).join(', ');

/** @throws UsageError; LectorError of `buildPack` */
export async function buildFromCheckpoints(input: CommandInput, name: string, signal: AbortSignal): Promise<ExitCode> {
  const pack = await buildablePack(name);
  const { modelDir, cacheDir } = directories(input.env);
  const path = (option: string) => {
    const value = stringValue(input, option);
    return value === undefined ? undefined : resolve(input.cwd, value);
  };
  const given = path('from');
  const options = {
    modelDir: path('out') ?? modelDir,
    cacheDir,
    env: input.env,
    as: stringValue(input, 'as'),
    from: given === undefined ? undefined : await folderOf(given),
    precision: oneOf(input, 'precision', ['mix', 'float32']),
    parts: stringValues(input, 'part'),
    size: oneOf(input, 'size', ['official', 'tiny']),
    seed: seedOf(input),
    vocabulary: path('vocabulary'),
    voices: path('voices'),
  } as const;
  if (pack.hub === null && options.from !== undefined) throw new UsageError(`${name} makes its own checkpoints`);
  if (pack.hub !== null && (options.size ?? options.seed) !== undefined) {
    throw new UsageError('--size and --seed belong to random weights');
  }
  const startedMs = Date.now();
  const line = progressLine(process.stderr, Date.now);
  let manifest: PackManifest;
  try {
    manifest = await buildPack(pack, { ...options, signal, onProgress: teller(name, line) });
    line.done(`${manifest.name}: built in ${Math.round((Date.now() - startedMs) / 1000)} s`);
  } finally {
    line.clear();
  }
  const dir = packDir(manifest, options.modelDir);
  const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
  if (input.values['json'] === true) {
    printJson({ pack: manifest.name, dir, bytes, voices: manifest.voices.map(({ id }) => id), ...manifest.built });
  } else {
    console.log(
      `${manifest.name} is ready in ${dir}: ${megabytes(bytes)}, voices ${manifest.voices.map(({ id }) => id).join(' ')}`,
    );
    console.log(`Licence: ${manifest.licence.spdx}. ${manifest.licence.notice}`);
  }
  return EXIT.done;
}

/** Steps and bytes as a bar each; what has no numbers stands as a line of its own. */
function teller(name: string, line: ReturnType<typeof progressLine>): (progress: BuildProgress) => void {
  let last = '';
  let startedMs = 0;
  return ({ what, done, total, unit }) => {
    if (done === undefined || total === undefined) return line.done(`· ${name}: ${what}`);
    const stage = unit === 'bytes' ? what : 'steps';
    if (stage !== last) startedMs = Date.now();
    last = stage;
    const nowMs = Date.now();
    if (unit === 'bytes')
      return line.update(`${name} ${bar(done / 1e6, total / 1e6, 'MB', startedMs, nowMs)}  ${what}`);
    // A step is told as it begins. The first reads files, the others take about as long as each other.
    const text = `${name} ${bar(done - 1, total, 'steps', startedMs, nowMs)}  ${what}`;
    return process.stderr.isTTY ? line.update(text) : line.done(text);
  };
}

function seedOf(input: CommandInput): number | undefined {
  const text = stringValue(input, 'seed');
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw new UsageError('--seed must be a whole number');
  return Number(text);
}

/** @throws UsageError: a folder that is not there would silently be a download instead */
export async function folderOf(path: string): Promise<string> {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory() !== true) throw new UsageError(`--from: there is no folder ${path}`);
  return path;
}
