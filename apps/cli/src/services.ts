import { homedir } from 'node:os';
import { startEmbedded, type Embedded, type EmbeddedProgress } from '@lector/embedded';
import { dataDirs, pickFields, readConfig, type DataDirs } from '@lector/process-kit';

const FIELDS = pickFields(['LECTOR_REDIS_URL', 'LECTOR_S3_ENDPOINT', 'LECTOR_DATA_DIR', 'LECTOR_MODEL_DIR']);

export function directories(env: NodeJS.ProcessEnv): DataDirs {
  const values = readConfig(FIELDS, env);
  return dataDirs(
    { dataDir: values.LECTOR_DATA_DIR, modelDir: values.LECTOR_MODEL_DIR },
    { home: homedir(), xdgDataHome: env['XDG_DATA_HOME'], cwd: env['INIT_CWD'] ?? process.cwd() },
  );
}

export interface Services {
  /** The environment with the addresses of Redis and S3 filled in. */
  readonly env: NodeJS.ProcessEnv;
  readonly description: string;
  /** Stops what this call started; services found running stay. */
  stop(): Promise<void>;
}

/**
 * Redis and S3: the ones the environment names, else embedded ones in the data folder (found running there, or started).
 */
export async function connectServices(env: NodeJS.ProcessEnv, onProgress: (text: string) => void): Promise<Services> {
  const values = readConfig(FIELDS, env);
  const want = { redis: values.LECTOR_REDIS_URL === undefined, s3: values.LECTOR_S3_ENDPOINT === undefined };
  if (!want.redis && !want.s3) return { env, description: 'external Redis and S3', stop: async () => {} };
  const { dataDir, cacheDir } = directories(env);
  const embedded = await startEmbedded({
    dataDir,
    cacheDir,
    want,
    env,
    onProgress: (progress) => onProgress(progressText(progress)),
  });
  return { env: { ...env, ...embeddedEnv(embedded) }, description: describe(embedded), stop: () => embedded.stop() };
}

function embeddedEnv({ redisUrl, s3 }: Embedded): NodeJS.ProcessEnv {
  return {
    ...(redisUrl === null ? {} : { LECTOR_REDIS_URL: redisUrl }),
    ...(s3 === null
      ? {}
      : {
          LECTOR_S3_ENDPOINT: s3.endpoint,
          LECTOR_S3_REGION: s3.region,
          LECTOR_S3_BUCKET: s3.bucket,
          LECTOR_S3_ACCESS_KEY_ID: s3.accessKeyId,
          LECTOR_S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
        }),
  };
}

function describe({ redisUrl, s3, reused }: Embedded): string {
  const parts = [
    redisUrl === null ? 'external Redis' : `embedded Redis${reused.redis ? ' (running)' : ''}`,
    s3 === null ? 'external S3' : `embedded S3${reused.s3 ? ' (running)' : ''}`,
  ];
  return parts.join(', ');
}

function progressText({ service, step, detail, receivedBytes, totalBytes }: EmbeddedProgress): string {
  const name = service === 'redis' ? 'Redis' : 'S3';
  switch (step) {
    case 'fetch': {
      const megabytes = (bytes: number) => (bytes / 1e6).toFixed(0);
      const amount =
        receivedBytes === undefined || totalBytes === undefined
          ? ''
          : ` ${megabytes(receivedBytes)} / ${megabytes(totalBytes)} MB`;
      return `${name}: fetching ${detail}${amount}`;
    }
    case 'start':
      return `${name}: starting ${detail}`;
    case 'ready':
      return `${name}: ready (${detail})`;
    case 'reuse':
      return `${name}: found running`;
    default:
      return step satisfies never;
  }
}
