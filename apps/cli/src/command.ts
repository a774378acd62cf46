import { parseArgs, type ParseArgsConfig } from 'node:util';

/** Exit codes of every command; one that was told to end before it was done exits with 128 and the signal's number. */
export const EXIT = {
  done: 0,
  failedJob: 1,
  usage: 2,
  unreachable: 3,
  hangup: 129,
  interrupt: 130,
  terminate: 143,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

type Options = NonNullable<ParseArgsConfig['options']>;

/** A command: its help is its declaration, so the two cannot drift apart. */
export interface Command {
  readonly name: string;
  /** Arguments as the usage line shows them, for example `TEXT [-o FILE]`. */
  readonly usage: string;
  readonly summary: string;
  /** More for its own help. */
  readonly notes?: string;
  /** Most arguments that are not options; more are refused, not ignored. */
  readonly maxArguments: number;
  readonly options: Readonly<Record<string, OptionSpec>>;
  run(input: CommandInput): Promise<ExitCode>;
}

export interface OptionSpec {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  /** May be given again. */
  readonly multiple?: true;
  readonly help: string;
}

export interface CommandInput {
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;
  readonly env: NodeJS.ProcessEnv;
  /** Folder the user called from: relative paths mean this one, not the repository's root. */
  readonly cwd: string;
}

/** Thrown for a call the command cannot understand; the message is shown with the usage line. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** @throws UsageError */
export function parseCommand(command: Command, args: readonly string[]): Pick<CommandInput, 'positionals' | 'values'> {
  const options: Options = Object.fromEntries(
    Object.entries(command.options).map(([name, { type, short, multiple = false }]) => [
      name,
      short === undefined ? { type, multiple } : { type, multiple, short },
    ]),
  );
  const { values, positionals } = understood(() =>
    parseArgs({ args: [...args], options, allowPositionals: true, strict: true }),
  );
  const tooMany = positionals.slice(command.maxArguments);
  if (tooMany.length > 0) {
    const quotes = command.maxArguments === 1 ? '; put the argument in quotes if it holds spaces' : '';
    throw new UsageError(`unexpected ${tooMany.join(' ')}${quotes}`);
  }
  return { values, positionals };
}

function understood<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

export function helpOf(command: Command): string {
  const lines = Object.entries(command.options).map(([name, { type, short, help }]) => {
    const flag = `${short === undefined ? '    ' : `-${short}, `}--${name}${type === 'string' ? ' VALUE' : ''}`;
    return `  ${flag.padEnd(26)} ${help}`;
  });
  return [
    `usage: lector ${command.name} ${command.usage}`.trimEnd(),
    '',
    command.summary,
    ...(command.notes === undefined ? [] : ['', command.notes]),
    ...(lines.length > 0 ? ['', ...lines] : []),
  ].join('\n');
}

/** The one positional a command takes. @throws UsageError */
export function onePositional(input: CommandInput, what: string): string {
  const [value] = input.positionals;
  if (value === undefined) throw new UsageError(`${what} is missing`);
  return value;
}

export function stringValue(input: CommandInput, name: string): string | undefined {
  const value = input.values[name];
  return typeof value === 'string' ? value : undefined;
}

/** What an option that may be given again was given, in order. */
export function stringValues(input: CommandInput, name: string): readonly string[] {
  const values = input.values[name];
  return Array.isArray(values) ? values.filter((value) => typeof value === 'string') : [];
}

export function isGiven(input: CommandInput, name: string): boolean {
  return input.values[name] !== undefined;
}

/** An option that takes one of a few words. @throws UsageError that lists them */
export function oneOf<T extends string>(input: CommandInput, name: string, allowed: readonly T[]): T | undefined {
  const value = stringValue(input, name);
  if (value === undefined) return undefined;
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new UsageError(`--${name} must be one of ${allowed.join(', ')}`);
  return found;
}

/** A whole number in a range, or what stands for it when absent. @throws UsageError */
export function wholeNumber(
  input: CommandInput,
  name: string,
  { fallback, max }: { readonly fallback: number; readonly max: number },
): number {
  const text = stringValue(input, name);
  if (text === undefined) return fallback;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (value < 1 || value > max) throw new UsageError(`--${name} must be a whole number from 1 to ${max}`);
  return value;
}

/** @throws UsageError when two of these options are given, of which each makes the other meaningless */
export function exclusive(input: CommandInput, ...names: readonly string[]): void {
  const given = names.filter((name) => isGiven(input, name)).map((name) => `--${name}`);
  if (given.length > 1) throw new UsageError(`${given.join(' and ')} cannot be used together`);
}
