import { startEmbedded, type Embedded, type EmbeddedProgress } from '@lector/embedded';
import { directories, missingServices, programEnv } from './config.js';

export interface Services {
  /** The environment for the programs that use them. */
  readonly env: NodeJS.ProcessEnv;
  readonly description: string;
  /** Stops what this call started; services found running stay. */
  stop(): Promise<void>;
}

const NONE_EMBEDDED = { redisUrl: null, s3: null };

/**
 * Redis and S3: the ones the environment names, else embedded ones in the data folder (found running there, or started).
 * @throws LectorError as `startEmbedded`; nothing of ours runs then
 */
export async function connectServices(options: {
  readonly env: NodeJS.ProcessEnv;
  readonly onProgress: (text: string) => void;
  readonly signal: AbortSignal;
}): Promise<Services> {
  const { env, onProgress, signal } = options;
  const want = missingServices(env);
  if (!want.redis && !want.s3)
    return { env: programEnv(env, NONE_EMBEDDED), description: 'external Redis and S3', stop: async () => {} };
  const { dataDir, cacheDir } = directories(env);
  const embedded = await startEmbedded({
    dataDir,
    cacheDir,
    want,
    env,
    onProgress: (progress) => onProgress(progressText(progress)),
    signal,
  });
  return { env: programEnv(env, embedded), description: describe(embedded), stop: () => embedded.stop() };
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
