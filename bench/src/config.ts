import { homedir } from 'node:os';
import { dataDirs, pickFields, readConfig, type DataDirs } from '@lector/process-kit';

/** What the suite reads from the environment and what it hands to the stacks it starts: the only file here that names variables. */
const FOLDERS = pickFields(['LECTOR_DATA_DIR', 'LECTOR_MODEL_DIR']);

/** @throws LectorError `config_invalid` */
export function folders(env: NodeJS.ProcessEnv): DataDirs {
  const values = readConfig(FOLDERS, env);
  return dataDirs(
    { dataDir: values.LECTOR_DATA_DIR, modelDir: values.LECTOR_MODEL_DIR },
    { home: homedir(), xdgDataHome: env['XDG_DATA_HOME'], cwd: env['INIT_CWD'] ?? process.cwd() },
  );
}

export interface StackSettings {
  readonly pack: string;
  /** `auto` when absent: what a user gets who sets nothing. */
  readonly workers?: number;
  readonly threads?: number;
}

/** A stack of its own beside whatever else runs here: no setting of the caller's but where models lie. */
export function stackEnv(
  env: NodeJS.ProcessEnv,
  { pack, workers, threads }: StackSettings,
  { dataDir, modelDir }: Pick<DataDirs, 'dataDir' | 'modelDir'>,
): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !name.startsWith('LECTOR_'));
  return {
    ...Object.fromEntries(kept),
    LECTOR_DATA_DIR: dataDir,
    LECTOR_MODEL_DIR: modelDir,
    LECTOR_HOST: '127.0.0.1',
    LECTOR_PORT: '0',
    LECTOR_PACK: pack,
    LECTOR_WORKERS: String(workers ?? 'auto'),
    LECTOR_THREADS: String(threads ?? 'auto'),
  };
}
