import { homedir } from 'node:os';
import { LectorError } from '@lector/contract';
import {
  authMode,
  dataDirs,
  type Environment,
  isLoopbackHost,
  joinedServices,
  type JoinedServices,
  type LogLevel,
  pickFields,
  readConfig,
  SHARED_NAMES,
} from '@lector/process-kit';
import type { AuthConfig } from './middleware/auth.js';

/** What the API is started with; the only place that names environment variables. */
export interface ApiConfig {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Where clients reach the API, without a trailing slash; null: links are paths. */
  readonly publicUrl: string | null;
  readonly auth: AuthConfig;
  readonly redisUrl: string;
  readonly queuePrefix: string;
  readonly s3: JoinedServices['s3'] & { readonly publicEndpoint: string | null };
  /** Model packs it serves; the first where a call names none. */
  readonly packs: readonly [string, ...string[]];
  /** Where manifests of packs lie that were built on this machine. */
  readonly modelDir: string;
  readonly maxCharacters: number;
  readonly retentionHours: number;
  readonly webhookAllowCidrs: readonly string[];
  /** Receiver of traces; absent: nothing is traced. */
  readonly otlpEndpoint?: string | undefined;
  /** Where ffmpeg is looked for, and kept once it was fetched. */
  readonly encoder: { readonly cacheDir: string; readonly env: Environment };
  readonly logLevel: LogLevel;
}

/** What the API reads. */
export const API_FIELDS = pickFields([
  ...SHARED_NAMES,
  'LECTOR_DATA_DIR',
  'LECTOR_MODEL_DIR',
  'LECTOR_HOST',
  'LECTOR_PORT',
  'LECTOR_AUTH',
  'LECTOR_API_KEYS',
  'LECTOR_S3_PUBLIC_ENDPOINT',
  'LECTOR_MAX_CHARS',
]);

const ADVICE = 'The API alone starts no services; `npm start` and `lector up` start embedded ones.';

/** @throws LectorError `config_invalid` with every problem; also for a Redis or an object store that is not named */
export function apiConfig(env: Environment): ApiConfig {
  const values = readConfig(API_FIELDS, env);
  const { redisUrl, s3 } = joinedServices(values, ADVICE);
  const { modelDir, cacheDir } = dataDirs(
    { dataDir: values.LECTOR_DATA_DIR, modelDir: values.LECTOR_MODEL_DIR },
    { home: homedir(), xdgDataHome: env['XDG_DATA_HOME'], cwd: process.cwd() },
  );
  return {
    host: values.LECTOR_HOST,
    port: values.LECTOR_PORT,
    publicUrl: values.LECTOR_PUBLIC_URL ?? null,
    auth: authMode(values) === 'none' ? { kind: 'none' } : { kind: 'keys', keys: values.LECTOR_API_KEYS },
    redisUrl,
    queuePrefix: values.LECTOR_QUEUE_PREFIX,
    s3: { ...s3, publicEndpoint: values.LECTOR_S3_PUBLIC_ENDPOINT ?? null },
    packs: values.LECTOR_PACK,
    modelDir,
    maxCharacters: values.LECTOR_MAX_CHARS,
    retentionHours: values.LECTOR_RETENTION_HOURS,
    webhookAllowCidrs: values.LECTOR_WEBHOOK_ALLOW_CIDR,
    otlpEndpoint: values.LECTOR_OTLP_ENDPOINT,
    encoder: { cacheDir, env },
    logLevel: values.LECTOR_LOG_LEVEL,
  };
}

/**
 * `startApi` is also called by other programs, with a configuration of their own making; open access must stay bound to
 * this machine whoever made it.
 * @throws LectorError `config_invalid`
 */
export function checkConfig(config: ApiConfig): void {
  if (config.auth.kind === 'none' && !isLoopbackHost(config.host)) {
    throw new LectorError(
      'config_invalid',
      `without API keys only a loopback address may be used [host=${config.host}]`,
    );
  }
  if (config.auth.kind === 'keys' && config.auth.keys.length === 0) {
    throw new LectorError('config_invalid', 'API keys are asked for and none is given');
  }
}
