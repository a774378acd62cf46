import { join } from 'node:path';
import { LectorError, type ErrorCode } from '@lector/contract';
import { pythonEnvironment, runProgram } from '@lector/fetch';
import type { BuildablePack } from './buildable.js';
import type { BuildOptions } from './build-options.js';

/**
 * The Python programs that build. They tell of themselves in JSON lines: {"step", "steps", "what"} as they go, and
 * {"refused", "why"} before they end because of what they were given.
 */
export interface BuildTools {
  /** @throws LectorError as the program refuses; `build_failed` with its last words; `cancelled` */
  run(module: string, args: readonly string[]): Promise<void>;
}

/** What the programs call their refusals. */
const REFUSALS: Readonly<Record<string, ErrorCode>> = {
  checkpoint: 'checkpoint_unsuitable',
  vocabulary: 'pack_source_unreachable',
  option: 'config_invalid',
};

interface ToolLine {
  readonly step?: number;
  readonly steps?: number;
  readonly what?: string;
  readonly refused?: string;
  readonly why?: string;
}

/** Where the environment of a pack's tools is kept. */
export function pythonDir({ cacheDir }: Pick<BuildOptions, 'cacheDir'>): string {
  return join(cacheDir, 'python');
}

/** Installs what they need, on first use. @throws LectorError of `pythonEnvironment` */
export async function buildTools(
  { tools }: Pick<BuildablePack, 'tools'>,
  options: BuildOptions & { readonly toolsDir: string },
): Promise<BuildTools> {
  const { env, signal, onProgress, toolsDir } = options;
  const python = await pythonEnvironment(
    { name: tools, requirementsPath: join(toolsDir, tools, 'requirements.txt') },
    {
      dir: pythonDir(options),
      env,
      signal,
      onInstall: () => onProgress?.({ what: 'installing the Python packages that build it (once)' }),
    },
  );
  return {
    async run(module, args) {
      let refusal: LectorError | null = null;
      const onLine = (line: string) => {
        const { step, steps, what, refused, why } = parsed(line);
        const code = refused === undefined ? undefined : REFUSALS[refused];
        if (code !== undefined) refusal = new LectorError(code, why ?? 'it did not say why');
        else if (step !== undefined && steps !== undefined && what !== undefined) {
          onProgress?.({ what, done: step, total: steps, unit: 'steps' });
        }
      };
      const ended = await runProgram({
        command: python,
        args: ['-m', `${tools}.${module}`, ...args],
        cwd: toolsDir,
        // The folder of the programs may be read-only, and is not theirs to write to.
        env: { ...env, PYTHONDONTWRITEBYTECODE: '1' },
        onLine,
        signal,
      });
      if (ended.kind === 'ended' && ended.exitCode === 0) return;
      if (refusal !== null) throw refusal as LectorError;
      if (ended.kind === 'not-started') {
        throw new LectorError('build_failed', `${python} cannot be run [reason=${ended.reason}]`, {
          cause: ended.cause,
        });
      }
      const words = ended.tail.split('\n').slice(-3).join(' ').trim();
      throw new LectorError('build_failed', `${tools}.${module} ended early [exit=${ended.exitCode}]: ${words}`);
    },
  };
}

/** Other lines are not for us. */
function parsed(line: string): ToolLine {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
