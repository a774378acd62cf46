import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { waitFor } from './wait-for.js';

/** The built `lector` program. */
export const CLI_PROGRAM = fileURLToPath(new URL('../../../apps/cli/dist/main.js', import.meta.url));

/** One run of `lector`, in a process group of its own. */
export interface CliRun {
  /** What it wrote until now, standard output and error as they came. */
  output(): string;
  /** Waits until it has written `text`. @throws Error when it ends before */
  writes(text: string | RegExp, timeoutMs?: number): Promise<void>;
  /** Signals the whole group, as a terminal does. */
  signal(signal: NodeJS.Signals): void;
  /** Its exit code, or the signal that ended it; resolves when its output is complete. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

const START_MS = 120_000;

export function startCli(
  args: readonly string[],
  options: { readonly env: NodeJS.ProcessEnv; readonly cwd?: string },
): CliRun {
  const child = spawn(process.execPath, [CLI_PROGRAM, ...args], {
    env: options.env,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  let over = false;
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const ended = new Promise<number | NodeJS.Signals | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      over = true;
      resolve(code ?? signal);
    });
  });
  const wrote = (text: string | RegExp) => (typeof text === 'string' ? output.includes(text) : text.test(output));
  return {
    output: () => output,
    async writes(text, timeoutMs = START_MS) {
      await waitFor(() => wrote(text) || over, {
        timeoutMs,
        what: `lector ${args.join(' ')} to write ${String(text)}`,
      });
      if (!wrote(text)) throw new Error(`lector ${args.join(' ')} ended without writing ${String(text)}:\n${output}`);
    },
    signal(signal) {
      if (child.pid !== undefined && !over) process.kill(-child.pid, signal);
    },
    ended,
  };
}
