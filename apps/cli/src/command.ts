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
  readonly options: Readonly<Record<string, OptionSpec>>;
  run(input: CommandInput): Promise<ExitCode>;
}

export interface OptionSpec {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  readonly help: string;
}

export interface CommandInput {
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
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
    Object.entries(command.options).map(([name, { type, short }]) => [
      name,
      short === undefined ? { type } : { type, short },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    return { values: values as CommandInput['values'], positionals };
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
    ...(lines.length > 0 ? ['', ...lines] : []),
  ].join('\n');
}

/** The one positional a command takes. @throws UsageError */
export function onePositional(input: CommandInput, what: string): string {
  const [value, ...more] = input.positionals;
  if (value === undefined) throw new UsageError(`${what} is missing`);
  if (more.length > 0) throw new UsageError(`one ${what} only; put it in quotes if it holds spaces`);
  return value;
}

export function stringValue(input: CommandInput, name: string): string | undefined {
  const value = input.values[name];
  return typeof value === 'string' ? value : undefined;
}
