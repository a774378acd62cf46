import { resolve } from 'node:path';
import { checkPack, listManifests, loadManifest, verifyPack, type PackManifest } from '@lector/packs';
import { EXIT, UsageError, stringValue, type Command, type CommandInput, type ExitCode } from '../command.js';
import { directories } from '../config.js';
import { prepareWithProgress, pullWithProgress } from '../pack.js';
import { MANIFESTS_DIR } from '../paths.js';
import { table } from '../progress.js';
import { interruptible } from '../signals.js';

export const models: Command = {
  name: 'models',
  usage: 'list | pull NAME [--from DIR] | verify [NAME]',
  summary: 'Lists, downloads and checks model packs.',
  options: {
    from: { type: 'string', help: 'a folder holding the files, instead of downloading (pull)' },
    json: { type: 'boolean', help: 'print JSON (list, verify)' },
  },
  async run(input) {
    const [action, name, ...more] = input.positionals;
    if (more.length > 0) throw new UsageError(`unexpected ${more.join(' ')}`);
    const { modelDir } = directories(input.env);
    switch (action) {
      case 'list':
        return await list(input, modelDir);
      case 'pull':
        if (name === undefined) throw new UsageError('models pull needs the name of a pack');
        return await interruptible((signal) => pull(input, name, { modelDir, signal }));
      case 'verify':
        return await verify(
          input,
          name === undefined ? await listManifests(MANIFESTS_DIR) : [await loadManifest(name, MANIFESTS_DIR)],
          modelDir,
        );
      default:
        throw new UsageError(action === undefined ? 'models needs an action' : `there is no action ${action}`);
    }
  },
};

async function list(input: CommandInput, modelDir: string): Promise<ExitCode> {
  const packs = await Promise.all(
    (await listManifests(MANIFESTS_DIR)).map(async (manifest) => {
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
  if (input.values['json'] === true) console.log(JSON.stringify(packs, null, 2));
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
  const manifest = await loadManifest(name, MANIFESTS_DIR);
  const from = stringValue(input, 'from');
  await pullWithProgress(manifest, { ...options, ...(from === undefined ? {} : { from: resolve(input.cwd, from) }) });
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
  if (input.values['json'] === true) console.log(JSON.stringify(rows, null, 2));
  else console.log(table([['PACK', 'FILE', 'STATE'], ...rows.map((row) => [row.pack, row.file, row.state])]));
  if (bad > 0)
    console.error(`${bad} of ${rows.length} files are not right; mend them with: npm run lector -- models pull NAME`);
  return bad === 0 ? EXIT.done : EXIT.failedJob;
}
