import { LectorError } from '@lector/contract';
import { authMode, type Environment, isLoopbackHost, type LogLevel, pickFields, readConfig } from '@lector/process-kit';
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
  readonly s3: {
    readonly endpoint: string;
    readonly bucket: string;
    readonly region: string;
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly publicEndpoint: string | null;
  };
  readonly pack: string;
  readonly maxCharacters: number;
  readonly retentionHours: number;
  readonly webhookAllowCidrs: readonly string[];
  readonly logLevel: LogLevel;
}

const FIELDS = pickFields([
  'LECTOR_HOST',
  'LECTOR_PORT',
  'LECTOR_PUBLIC_URL',
  'LECTOR_AUTH',
  'LECTOR_API_KEYS',
  'LECTOR_REDIS_URL',
  'LECTOR_QUEUE_PREFIX',
  'LECTOR_S3_ENDPOINT',
  'LECTOR_S3_BUCKET',
  'LECTOR_S3_REGION',
  'LECTOR_S3_ACCESS_KEY_ID',
  'LECTOR_S3_SECRET_ACCESS_KEY',
  'LECTOR_S3_PUBLIC_ENDPOINT',
  'LECTOR_PACK',
  'LECTOR_MAX_CHARS',
  'LECTOR_RETENTION_HOURS',
  'LECTOR_WEBHOOK_ALLOW_CIDR',
  'LECTOR_LOG_LEVEL',
]);

/** @throws LectorError `config_invalid` with every problem; also for a Redis or an object store that is not named */
export function apiConfig(env: Environment): ApiConfig {
  const values = readConfig(FIELDS, env);
  const { LECTOR_REDIS_URL, LECTOR_S3_ENDPOINT, LECTOR_S3_ACCESS_KEY_ID, LECTOR_S3_SECRET_ACCESS_KEY } = values;
  const services = { LECTOR_REDIS_URL, LECTOR_S3_ENDPOINT, LECTOR_S3_ACCESS_KEY_ID, LECTOR_S3_SECRET_ACCESS_KEY };
  if (!allSet(services)) {
    const missing = Object.entries(services).flatMap(([name, value]) => (value === undefined ? [name] : []));
    throw new LectorError(
      'config_invalid',
      `not set: ${missing.join(', ')}. The API alone starts no services; \`npm start\` and \`lector up\` start embedded ones.`,
    );
  }
  return {
    host: values.LECTOR_HOST,
    port: values.LECTOR_PORT,
    publicUrl: values.LECTOR_PUBLIC_URL ?? null,
    auth: authMode(values) === 'none' ? { kind: 'none' } : { kind: 'keys', keys: values.LECTOR_API_KEYS },
    redisUrl: services.LECTOR_REDIS_URL,
    queuePrefix: values.LECTOR_QUEUE_PREFIX,
    s3: {
      endpoint: services.LECTOR_S3_ENDPOINT,
      bucket: values.LECTOR_S3_BUCKET,
      region: values.LECTOR_S3_REGION,
      accessKeyId: services.LECTOR_S3_ACCESS_KEY_ID,
      secretAccessKey: services.LECTOR_S3_SECRET_ACCESS_KEY,
      publicEndpoint: values.LECTOR_S3_PUBLIC_ENDPOINT ?? null,
    },
    pack: values.LECTOR_PACK,
    maxCharacters: values.LECTOR_MAX_CHARS,
    retentionHours: values.LECTOR_RETENTION_HOURS,
    webhookAllowCidrs: values.LECTOR_WEBHOOK_ALLOW_CIDR,
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

function allSet<K extends string>(
  values: Readonly<Record<K, string | undefined>>,
): values is Readonly<Record<K, string>> {
  return Object.values(values).every((value) => value !== undefined);
}
