import { resolve } from 'node:path';
import { checkPack, findManifest, knownManifests, verifyPack, type PackManifest } from '@lector/packs';
import { printJson } from '../client.js';
import { EXIT, isGiven, stringValue, UsageError, type Command, type CommandInput, type ExitCode } from '../command.js';
import { directories } from '../config.js';
import { prepareWithProgress, pullWithProgress } from '../pack.js';
import { table } from '../progress.js';
import { interruptible } from '../signals.js';
import { BUILD_OPTIONS, BUILDABLE_NAMES, buildFromCheckpoints, folderOf } from './models-build.js';

export const models: Command = {
  name: 'models',
  usage: 'list | pull NAME [--from DIR] | verify [NAME] | build NAME [--from DIR]',
  summary: 'Lists, downloads, checks and builds model packs.',
  notes:
    'list says what there is and what of it is installed, pull downloads and prepares a pack, verify reads every file again.\n' +
    `build makes a pack of checkpoints, of a folder or downloaded: ${BUILDABLE_NAMES}.\n` +
    'Building needs python3 with venv, installs PyTorch into a folder of its own (1.2 GB), and takes minutes.',
  maxArguments: 2,
  options: {
    from: {
      type: 'string',
      help: 'a folder with files of the pack, others are downloaded (pull); with all its checkpoints (build)',
    },
    ...BUILD_OPTIONS,
    json: { type: 'boolean', help: 'print JSON (list, verify, build)' },
  },
  async run(input) {
    const [action, name] = input.positionals;
    const { modelDir } = directories(input.env);
    if (action !== 'pull' && action !== 'build' && isGiven(input, 'from')) {
      throw new UsageError('--from belongs to pull and build');
    }
    if (action === 'pull' && isGiven(input, 'json')) throw new UsageError('--json belongs to list, verify and build');
    const foreign = Object.keys(BUILD_OPTIONS).find((option) => isGiven(input, option));
    if (action !== 'build' && foreign !== undefined) throw new UsageError(`--${foreign} belongs to build`);
    switch (action) {
      case 'list':
        if (name !== undefined) throw new UsageError(`unexpected ${name}: list shows all packs`);
        return await list(input, modelDir);
      case 'pull':
        if (name === undefined) throw new UsageError('models pull needs the name of a pack');
        return await interruptible((signal) => pull(input, name, { modelDir, signal }));
      case 'verify':
        return await verify(
          input,
          name === undefined ? await knownManifests({ modelDir }) : [await findManifest(name, { modelDir })],
          modelDir,
        );
      case 'build':
        if (name === undefined) throw new UsageError('models build needs the name of a pack');
        return await interruptible((signal) => buildFromCheckpoints(input, name, signal));
      default:
        throw new UsageError(action === undefined ? 'models needs an action' : `there is no action ${action}`);
    }
  },
};

async function list(input: CommandInput, modelDir: string): Promise<ExitCode> {
  const packs = await Promise.all(
    (await knownManifests({ modelDir })).map(async (manifest) => {
      const states = await checkPack(manifest, { modelDir });
      const missing = states.filter(({ state }) => state !== 'ok').length;
      return {
        name: manifest.name,
        title: manifest.title,
        licence: manifest.licence.spdx,
        megabytes: Math.round(manifest.files.reduce((sum, file) => sum + file.bytes, 0) / 1e6),
        voices: manifest.voices.map((voice) => voice.id),
        installed: missing === 0,
      };
    }),
  );
  if (input.values['json'] === true) printJson(packs);
  else
    console.log(
      table([
        ['PACK', 'INSTALLED', 'SIZE', 'LICENCE', 'VOICES'],
        ...packs.map((pack) => [
          pack.name,
          pack.installed ? 'yes' : 'no',
          `${pack.megabytes} MB`,
          pack.licence,
          pack.voices.join(' '),
        ]),
      ]),
    );
  return EXIT.done;
}

async function pull(
  input: CommandInput,
  name: string,
  options: { readonly modelDir: string; readonly signal: AbortSignal },
): Promise<ExitCode> {
  const manifest = await findManifest(name, options);
  if (manifest.built !== undefined) throw new UsageError(`${name} was built here; models build ${name} makes it again`);
  const from = stringValue(input, 'from');
  await pullWithProgress(manifest, {
    ...options,
    ...(from === undefined ? {} : { from: await folderOf(resolve(input.cwd, from)) }),
  });
  const prepared = await prepareWithProgress(manifest, options);
  console.log(`${name} is ready in ${prepared.dir}`);
  console.log(`Licence: ${manifest.licence.spdx}. ${manifest.licence.notice}`);
  return EXIT.done;
}

async function verify(input: CommandInput, manifests: readonly PackManifest[], modelDir: string): Promise<ExitCode> {
  let bad = 0;
  const rows: { pack: string; file: string; state: string }[] = [];
  for (const manifest of manifests) {
    for (const { path, state } of await verifyPack(manifest, { modelDir })) {
      rows.push({ pack: manifest.name, file: path, state });
      if (state !== 'ok') bad += 1;
    }
  }
  if (input.values['json'] === true) printJson(rows);
  else console.log(table([['PACK', 'FILE', 'STATE'], ...rows.map((row) => [row.pack, row.file, row.state])]));
  if (bad > 0)
    console.error(
      `${bad} of ${rows.length} files are not right; mend them with: npm run lector -- models pull NAME (one that was built: models build NAME)`,
    );
  return bad === 0 ? EXIT.done : EXIT.failedJob;
}
