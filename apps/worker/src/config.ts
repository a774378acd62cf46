import { dataDirs, pickFields, readConfig, type Environment } from '@lector/process-kit';
import { homedir } from 'node:os';
import { LectorError } from '@lector/contract';

const FIELDS = pickFields([
  'LECTOR_REDIS_URL',
  'LECTOR_PUBLIC_URL',
  'LECTOR_QUEUE_PREFIX',
  'LECTOR_S3_ENDPOINT',
  'LECTOR_S3_BUCKET',
  'LECTOR_S3_REGION',
  'LECTOR_S3_ACCESS_KEY_ID',
  'LECTOR_S3_SECRET_ACCESS_KEY',
  'LECTOR_DATA_DIR',
  'LECTOR_MODEL_DIR',
  'LECTOR_PACK',
  'LECTOR_WORKERS',
  'LECTOR_THREADS',
  'LECTOR_WEBHOOK_ALLOW_CIDR',
  'LECTOR_RETENTION_HOURS',
  'LECTOR_INFERENCE_TIMEOUT_SECONDS',
  'LECTOR_LOCK_SECONDS',
  'LECTOR_MAX_RSS_MB',
  'LECTOR_LOG_LEVEL',
]);

export type WorkerConfig = ReturnType<typeof readWorkerConfig>;

/** @throws LectorError `config_invalid` naming everything that is wrong */
export function readWorkerConfig(env: Environment) {
  const values = readConfig(FIELDS, env);
  const { modelDir } = dataDirs(
    { dataDir: values.LECTOR_DATA_DIR, modelDir: values.LECTOR_MODEL_DIR },
    { home: homedir(), xdgDataHome: env['XDG_DATA_HOME'], cwd: process.cwd() },
  );
  return {
    redisUrl: needed('LECTOR_REDIS_URL', values.LECTOR_REDIS_URL),
    prefix: values.LECTOR_QUEUE_PREFIX,
    /** Without one, events carry paths: a worker does not know where the API listens. */
    publicUrl: values.LECTOR_PUBLIC_URL ?? '',
    s3: {
      endpoint: needed('LECTOR_S3_ENDPOINT', values.LECTOR_S3_ENDPOINT),
      region: values.LECTOR_S3_REGION,
      bucket: values.LECTOR_S3_BUCKET,
      accessKeyId: needed('LECTOR_S3_ACCESS_KEY_ID', values.LECTOR_S3_ACCESS_KEY_ID),
      secretAccessKey: needed('LECTOR_S3_SECRET_ACCESS_KEY', values.LECTOR_S3_SECRET_ACCESS_KEY),
    },
    modelDir,
    pack: values.LECTOR_PACK,
    workers: values.LECTOR_WORKERS,
    threads: values.LECTOR_THREADS,
    allowCidrs: values.LECTOR_WEBHOOK_ALLOW_CIDR,
    retentionMs: values.LECTOR_RETENTION_HOURS * 3_600_000,
    inferenceTimeoutMs: values.LECTOR_INFERENCE_TIMEOUT_SECONDS * 1000,
    lockMs: values.LECTOR_LOCK_SECONDS * 1000,
    maxRssBytes: values.LECTOR_MAX_RSS_MB * 1_000_000,
    logLevel: values.LECTOR_LOG_LEVEL,
  };
}

/** A worker on its own never starts services: it would render into a store nobody else sees. */
function needed(name: string, value: string | undefined): string {
  if (value !== undefined) return value;
  throw new LectorError(
    'config_invalid',
    `${name} is not set. A worker joins the Redis and S3 of its API; \`lector up\` and \`lector worker\` start embedded ones by themselves.`,
  );
}
