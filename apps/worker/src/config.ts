import { homedir } from 'node:os';
import { dataDirs, joinedServices, pickFields, readConfig, SHARED_NAMES, type Environment } from '@lector/process-kit';

/** What workers and their supervisor read. */
export const WORKER_FIELDS = pickFields([
  ...SHARED_NAMES,
  'LECTOR_DATA_DIR',
  'LECTOR_MODEL_DIR',
  'LECTOR_WORKERS',
  'LECTOR_THREADS',
  'LECTOR_INFERENCE_TIMEOUT_SECONDS',
  'LECTOR_LOCK_SECONDS',
  'LECTOR_MAX_RSS_MB',
  'LECTOR_HOST',
  'LECTOR_WORKER_PORT',
]);

const ADVICE =
  'A worker joins the Redis and S3 of its API; `lector up` and `lector worker` start embedded ones by themselves.';

export type WorkerConfig = ReturnType<typeof readWorkerConfig>;

/** @throws LectorError `config_invalid` naming everything that is wrong */
export function readWorkerConfig(env: Environment) {
  const values = readConfig(WORKER_FIELDS, env);
  const { modelDir, cacheDir } = dataDirs(
    { dataDir: values.LECTOR_DATA_DIR, modelDir: values.LECTOR_MODEL_DIR },
    { home: homedir(), xdgDataHome: env['XDG_DATA_HOME'], cwd: process.cwd() },
  );
  return {
    ...joinedServices(values, ADVICE),
    prefix: values.LECTOR_QUEUE_PREFIX,
    /** Without one, events carry paths: a worker does not know where the API listens. */
    publicUrl: values.LECTOR_PUBLIC_URL ?? '',
    modelDir,
    /** Where ffmpeg is kept once it was fetched. */
    cacheDir,
    /** A worker process holds one of them; its supervisor says which. */
    packs: values.LECTOR_PACK,
    workers: values.LECTOR_WORKERS,
    threads: values.LECTOR_THREADS,
    allowCidrs: values.LECTOR_WEBHOOK_ALLOW_CIDR,
    retentionMs: values.LECTOR_RETENTION_HOURS * 3_600_000,
    inferenceTimeoutMs: values.LECTOR_INFERENCE_TIMEOUT_SECONDS * 1000,
    lockMs: values.LECTOR_LOCK_SECONDS * 1000,
    maxRssBytes: values.LECTOR_MAX_RSS_MB * 1_000_000,
    /** Where the supervisor tells of health and metrics; null: nowhere. */
    address:
      values.LECTOR_WORKER_PORT === undefined ? null : { host: values.LECTOR_HOST, port: values.LECTOR_WORKER_PORT },
    otlpEndpoint: values.LECTOR_OTLP_ENDPOINT,
    logLevel: values.LECTOR_LOG_LEVEL,
  };
}
