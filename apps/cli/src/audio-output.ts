import { stat } from 'node:fs/promises';
import { dirname, extname, resolve } from 'node:path';
import { AudioFormat } from '@lector/contract';
import { stringValue, UsageError, type CommandInput } from './command.js';

/** Standard output, as a file name. */
export const STDOUT = '-';
/** What a file name's ending stands for, where it is not the format's own name. */
const ENDINGS: Readonly<Record<string, AudioFormat>> = { m4a: 'aac', ogg: 'opus' };

/** What `--format` says, else what the file's ending says. @throws UsageError */
export function formatOf(output: string, format: string | undefined): AudioFormat {
  const known = AudioFormat.options.join(', ');
  const ending = extname(output).slice(1).toLowerCase();
  const found = AudioFormat.safeParse(format ?? ENDINGS[ending] ?? ending);
  if (found.success) return found.data;
  if (format !== undefined) throw new UsageError(`--format must be one of ${known}`);
  if (output === STDOUT) throw new UsageError(`--format is needed for standard output: one of ${known}`);
  throw new UsageError(`cannot tell the format from ${output}; use one of ${known}`);
}

/**
 * Where `--output` points, before anything is rendered for it: what cannot be written would be found out too late.
 * @returns an absolute path, or `-`; null when the option is absent
 * @throws UsageError
 */
export async function outputOf(input: CommandInput): Promise<string | null> {
  const given = stringValue(input, 'output');
  if (given === undefined) return null;
  if (given === STDOUT) {
    if (process.stdout.isTTY) throw new UsageError('audio is not for a terminal: pipe it, or name a file');
    return STDOUT;
  }
  return await writablePath(resolve(input.cwd, given));
}

/** @throws UsageError when it is a folder, or in one that is not there */
export async function writablePath(path: string): Promise<string> {
  const kindOf = async (what: string) => await stat(what).catch(() => null);
  if ((await kindOf(path))?.isDirectory() === true) throw new UsageError(`${path} is a folder, not a file`);
  if ((await kindOf(dirname(path)))?.isDirectory() !== true)
    throw new UsageError(`there is no folder ${dirname(path)}`);
  return path;
}
