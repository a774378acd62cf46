import { homedir } from 'node:os';
import type { Embedded } from '@lector/embedded';
import { dataDirs, pickFields, readConfig, type DataDirs, type LogLevel } from '@lector/process-kit';

/**
 * What the commands read from the environment and what they write into the one of the programs they start: the only file
 * here that names variables. Everything read throws `config_invalid` with all that is wrong.
 */
type Env = NodeJS.ProcessEnv;

const CLIENT = pickFields(['LECTOR_HOST', 'LECTOR_PORT', 'LECTOR_PUBLIC_URL']);
/** Where this machine keeps what it has. */
export const FOLDERS = pickFields(['LECTOR_DATA_DIR', 'LECTOR_MODEL_DIR']);
const SERVICES = pickFields([
  'LECTOR_REDIS_URL',
  'LECTOR_S3_ENDPOINT',
  'LECTOR_S3_BUCKET',
  'LECTOR_S3_REGION',
  'LECTOR_S3_ACCESS_KEY_ID',
  'LECTOR_S3_SECRET_ACCESS_KEY',
]);
const LISTEN = pickFields(['LECTOR_HOST', 'LECTOR_PORT']);
const PUBLIC_URL = pickFields(['LECTOR_PUBLIC_URL']);
const LOG_LEVEL = pickFields(['LECTOR_LOG_LEVEL']);
const PACK = pickFields(['LECTOR_PACK']);

/** Where commands find the API when `--url` does not say. */
export function apiAddress(env: Env): string {
  const values = readConfig(CLIENT, env);
  const { LECTOR_HOST: host } = values;
  // A URL holds an IPv6 address in brackets.
  return values.LECTOR_PUBLIC_URL ?? `http://${host.includes(':') ? `[${host}]` : host}:${values.LECTOR_PORT}`;
}

/** Absolute; a relative path in a variable is meant from the folder the user called from. */
export function directories(env: Env): DataDirs {
  const values = readConfig(FOLDERS, env);
  return dataDirs(
    { dataDir: values.LECTOR_DATA_DIR, modelDir: values.LECTOR_MODEL_DIR },
    { home: homedir(), xdgDataHome: env['XDG_DATA_HOME'], cwd: env['INIT_CWD'] ?? process.cwd() },
  );
}

/** Where the API will listen. */
export function listenAddress(env: Env): { readonly host: string; readonly port: number } {
  const values = readConfig(LISTEN, env);
  return { host: values.LECTOR_HOST, port: values.LECTOR_PORT };
}

/** Services the environment does not name; they are embedded. */
export function missingServices(env: Env): { readonly redis: boolean; readonly s3: boolean } {
  const { redisUrl, s3 } = namedServices(env);
  return { redis: redisUrl === null, s3: s3 === null };
}

/** Services that the environment names; null: none. */
export interface NamedServices {
  readonly redisUrl: string | null;
  readonly s3: {
    readonly endpoint: string;
    readonly region: string;
    readonly bucket: string;
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
  } | null;
}

export function namedServices(env: Env): NamedServices {
  const values = readConfig(SERVICES, env);
  const endpoint = values.LECTOR_S3_ENDPOINT;
  return {
    redisUrl: values.LECTOR_REDIS_URL ?? null,
    s3:
      endpoint === undefined
        ? null
        : {
            endpoint,
            region: values.LECTOR_S3_REGION,
            bucket: values.LECTOR_S3_BUCKET,
            // Without its keys an endpoint is refused as a wrong configuration.
            accessKeyId: values.LECTOR_S3_ACCESS_KEY_ID ?? '',
            secretAccessKey: values.LECTOR_S3_SECRET_ACCESS_KEY ?? '',
          },
  };
}

export function logLevel(env: Env): LogLevel {
  return readConfig(LOG_LEVEL, env).LECTOR_LOG_LEVEL;
}

/** The pack of calls that name none. */
export function usualPack(env: Env): string {
  return readConfig(PACK, env).LECTOR_PACK[0];
}

/**
 * The environment for API and workers: folders as absolute paths, because those programs run in other folders than the
 * caller's, and the addresses of embedded services. The bucket stays the user's: an embedded store holds any.
 */
export function programEnv(env: Env, { redisUrl, s3 }: Pick<Embedded, 'redisUrl' | 's3'>): Env {
  const { dataDir, modelDir } = directories(env);
  return {
    ...env,
    LECTOR_DATA_DIR: dataDir,
    LECTOR_MODEL_DIR: modelDir,
    ...(redisUrl === null ? {} : { LECTOR_REDIS_URL: redisUrl }),
    ...(s3 === null
      ? {}
      : {
          LECTOR_S3_ENDPOINT: s3.endpoint,
          LECTOR_S3_REGION: s3.region,
          LECTOR_S3_ACCESS_KEY_ID: s3.accessKeyId,
          LECTOR_S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
        }),
  };
}

/** The environment for workers beside an API at `apiUrl`: without an address of their own, webhooks would link by path. */
export function workerEnv(env: Env, apiUrl: string): Env {
  return { ...env, LECTOR_PUBLIC_URL: readConfig(PUBLIC_URL, env).LECTOR_PUBLIC_URL ?? apiUrl };
}

/** All that a demo takes over from the user's settings, besides the model folder. */
export const KEPT_BY_DEMO = pickFields(['LECTOR_WORKERS', 'LECTOR_THREADS', 'LECTOR_LOG_LEVEL']);

/**
 * The environment of a demo, which is a stack of its own: a demo that joined the user's Redis or wanted the user's API
 * keys would touch a deployment, or fail for reasons that have nothing to do with it.
 */
export function demoEnv(env: Env, demoDir: string): Env {
  const { modelDir } = directories(env);
  const kept = Object.entries(env).filter(([name]) => !name.startsWith('LECTOR_') || name in KEPT_BY_DEMO);
  return {
    ...Object.fromEntries(kept),
    LECTOR_DATA_DIR: demoDir,
    LECTOR_MODEL_DIR: modelDir,
    LECTOR_HOST: '127.0.0.1',
    LECTOR_PORT: '0',
    LECTOR_WEBHOOK_ALLOW_CIDR: '127.0.0.0/8',
  };
}
