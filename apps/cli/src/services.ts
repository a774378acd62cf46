import { startEmbedded, type Embedded, type EmbeddedProgress, type ServiceEvent } from '@lector/embedded';
import type { Logger } from '@lector/process-kit';
import { checkServices } from './check-services.js';
import { directories, missingServices, namedServices, programEnv } from './config.js';
import { bar, megabytes, progressLine } from './progress.js';

export interface Services {
  /** The environment for the programs that use them. */
  readonly env: NodeJS.ProcessEnv;
  readonly description: string;
  /** From now until `stop`, embedded ones that end are started again where they were, and the log says so. */
  keepRunning(logger: Pick<Logger, 'info' | 'warn' | 'error'>): void;
  /** Leaves embedded services; the last who used them stops them. */
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
  await checkServices(namedServices(env), signal);
  const want = missingServices(env);
  if (!want.redis && !want.s3)
    return {
      env: programEnv(env, NONE_EMBEDDED),
      description: 'external Redis and S3',
      keepRunning: () => undefined,
      stop: async () => {},
    };
  const { dataDir, cacheDir } = directories(env);
  const { tell, end } = teller(onProgress);
  const onWait = () =>
    onProgress('another Lector starts or stops here, or was killed seconds ago; waiting for its end');
  const embedded = await startEmbedded({ dataDir, cacheDir, want, env, onProgress: tell, onWait, signal }).finally(end);
  return {
    env: programEnv(env, embedded),
    description: describe(embedded),
    keepRunning: (logger) => embedded.keepRunning((event) => logEvent(event, logger)),
    stop: () => embedded.stop(),
  };
}

function logEvent(event: ServiceEvent, logger: Pick<Logger, 'info' | 'warn' | 'error'>): void {
  const { kind, ...fields } = event;
  switch (kind) {
    case 'ended':
      return logger.warn(fields, 'an embedded server has ended; it is started again');
    case 'back':
      return logger.info(fields, 'an embedded server is back');
    case 'failed':
      return logger.error(fields, 'an embedded server could not be started again; another try follows');
    default:
      return kind satisfies never;
  }
}

function describe({ redisUrl, s3, reused }: Embedded): string {
  const parts = [
    redisUrl === null ? 'external Redis' : `embedded Redis${reused.redis ? ' (running)' : ''}`,
    s3 === null ? 'external S3' : `embedded S3${reused.s3 ? ' (running)' : ''}`,
  ];
  return parts.join(', ');
}

/** Lines for what happens, and on a terminal a bar for what is downloaded. */
function teller(onProgress: (text: string) => void): {
  readonly tell: (progress: EmbeddedProgress) => void;
  readonly end: () => void;
} {
  const line = progressLine(process.stderr, Date.now);
  let startedMs = 0;
  return {
    tell: ({ service, step, detail, receivedBytes, totalBytes }) => {
      const name = service === 'redis' ? 'Redis' : 'S3';
      switch (step) {
        case 'fetch': {
          if (receivedBytes === undefined || totalBytes === undefined) return;
          if (receivedBytes === 0) startedMs = Date.now();
          if (receivedBytes === totalBytes) {
            line.done(`· ${name}: fetched ${detail}, ${megabytes(totalBytes)}`);
          } else {
            const progress = bar(receivedBytes / 1e6, totalBytes / 1e6, 'MB', startedMs, Date.now());
            line.update(`· ${name}: fetching ${detail} ${progress}`);
          }
          return;
        }
        case 'start':
          return onProgress(`${name}: starting ${detail}`);
        case 'ready':
          return onProgress(`${name}: ready (${detail})`);
        case 'wait':
          return onProgress(`${name}: runs for other programs and does not answer; waiting (${detail})`);
        case 'reuse':
          return onProgress(`${name}: found running`);
        default:
          return step satisfies never;
      }
    },
    end: () => line.clear(),
  };
}
