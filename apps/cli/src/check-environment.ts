import { API_FIELDS } from '@lector/api';
import { ENV_FIELDS, readConfig, type EnvFields } from '@lector/process-kit';
import { WORKER_FIELDS } from '@lector/worker';
import { FOLDERS, KEPT_BY_DEMO } from './config.js';

/** All that each of these commands reads itself or hands to the programs it starts. */
const READ_BY = {
  up: ENV_FIELDS,
  api: { ...API_FIELDS, ...FOLDERS },
  worker: WORKER_FIELDS,
  demo: { ...KEPT_BY_DEMO, ...FOLDERS },
} as const satisfies Readonly<Record<string, EnvFields>>;

/**
 * Reads every setting of a command before it does anything: its parts read a few each, later, and would tell of one mistake
 * at a time, some of them with services running.
 * @throws LectorError `config_invalid` with all that is wrong
 */
export function checkEnvironment(command: keyof typeof READ_BY, env: NodeJS.ProcessEnv): void {
  readConfig(READ_BY[command], env);
}
