import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ffmpegOnNeed } from '@lector/audio';
import { LectorError } from '@lector/contract';
import { createLexiconPins, loadDictionaries } from '@lector/dictionaries';
import { engineModel } from '@lector/engines';
import { findManifest, type PackManifest } from '@lector/packs';
import { type Environment, type Logger, startTracing } from '@lector/process-kit';
import {
  checkRedis,
  connectRedis,
  createBacklog,
  createJobNotifier,
  createJobStore,
  createLexiconStore,
  createOldestWaiting,
  createSlotsInUse,
  createTransport,
  createWorkerRegistry,
  isRedisReachable,
  type RedisClient,
  type WorkerRegistry,
  whenConnected,
} from '@lector/queue';
import { audioKey, createObjectStore, lexiconKey, sampleKey, segmentKey, textKey, timingsKey } from '@lector/storage';
import { createApiMetrics } from './api-metrics.js';
import { createApp } from './app.js';
import { apiConfig, type ApiConfig, checkConfig } from './config.js';
import type { ApiDeps, Probes } from './deps.js';
import { listen } from './http-server.js';
import { measuredStore } from './measured-store.js';
import { packLoad } from './pack-load.js';
import { type ServedPack, servedPack } from './served-packs.js';
import { inStoreTime } from './store-time.js';
import { LOOK_MS } from './wait-for-job.js';
import { languagesOf, textFrontend } from './text-frontend.js';
import { tracedStore, tracedTransport } from './traced-queue.js';
import { sampleDigest } from './voice-sample.js';

/** Wiring: the real adapters behind the ports, nothing else. */

export interface RunningApi {
  /** Where it listens. */
  readonly url: string;
  /** Lets calls in progress end for some seconds, then closes everything. */
  close(): Promise<void>;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Idle proxies close connections after 30 s and more. */
const HEARTBEAT_MS = 15_000;
/** Longer than any text `/tts` takes needs on an idle worker, shorter than callers wait. */
const TTS_TIMEOUT_MS = 120_000;
/** A Redis that is up answers in milliseconds; without one the API starts all the same and heals later. */
const REDIS_START_MS = 3_000;
/** What calls in progress get to end by themselves, and then to say that they did not. */
const DRAIN_MS = 5_000;
const LAST_WORD_MS = 500;
/** A caller is better served by a quick 503 than by a slow success: jobs wait for the store, callers need not. */
const STORE_MS = 2_000;
const STORE_TIMEOUTS = { connectMs: 1_000, requestMs: STORE_MS, checkMs: 900 };
const STORE_ATTEMPTS = 2;

/** @throws LectorError `config_invalid`, `redis_unsuitable`, `storage_refused`, `unknown_pack` */
export function startApi(options: { readonly env: Environment; readonly logger: Logger }): Promise<RunningApi> {
  return startApiWith({ config: apiConfig(options.env), logger: options.logger });
}

/** As `startApi`, for a program that makes the configuration itself. */
export async function startApiWith(options: {
  readonly config: ApiConfig;
  readonly logger: Logger;
}): Promise<RunningApi> {
  const { config, logger } = options;
  checkConfig(config);
  const [first, ...others] = config.packs;
  const packs: readonly [LoadedPack, ...LoadedPack[]] = [
    await loadPack(first, config),
    ...(await Promise.all(others.map((name) => loadPack(name, config)))),
  ];
  const version = await ownVersion();
  const metrics = createApiMetrics();
  const tracing = await startTracing({ endpoint: config.otlpEndpoint, service: 'lector-api' });

  const client = connectRedis('producer', { url: config.redisUrl, name: 'lector-api' }, outageLog(logger, 'queue'));
  const subscriber = connectRedis('subscriber', { url: config.redisUrl, name: 'lector-api-events' }, () => undefined);
  client.on('ready', () => logger.info('the queue is connected'));
  const transport = createTransport({ client, prefix: config.queuePrefix, onError: outageLog(logger, 'bullmq') });
  const notifier = createJobNotifier({ subscriber, prefix: config.queuePrefix });
  const { publicEndpoint, ...s3 } = config.s3;
  const objects = createObjectStore({
    ...s3,
    ...(publicEndpoint === null ? {} : { publicEndpoint }),
    timeouts: STORE_TIMEOUTS,
    maxAttempts: STORE_ATTEMPTS,
  });
  const closing = new AbortController();
  const drainOver = new AbortController();
  const closeAdapters = async () => {
    // BullMQ waits for a Redis that may be gone; nothing of ours is lost by not waiting with it.
    await Promise.race([transport.close(), new Promise((resolve) => setTimeout(resolve, 1_000).unref())]);
    await notifier.close();
    client.disconnect();
    objects.close();
    await tracing.close();
  };

  const registry = createWorkerRegistry({ client, prefix: config.queuePrefix });
  const retentionMs = config.retentionHours * HOUR_MS;
  const publicUrl = config.publicUrl ?? '';
  const store = createJobStore({ client, prefix: config.queuePrefix, publicUrl, retentionMs });
  const deps: ApiDeps = {
    store: tracedStore(measuredStore(store, metrics), tracing),
    notifier,
    transport: tracedTransport(transport, tracing),
    objects,
    lexicons: createLexiconStore({ client, prefix: config.queuePrefix, retentionMs }),
    lexiconPins: createLexiconPins({
      read: (key) => inStoreTime(STORE_MS, (signal) => objects.get(key, { signal })),
    }),
    packs,
    text: textFrontend(loadDictionaries),
    probes: probes({ client, registry, objects, logger }),
    load: packLoad({
      registry,
      backlog: createBacklog({ client, prefix: config.queuePrefix }),
      oldestWaitingMs: createOldestWaiting({ client, prefix: config.queuePrefix }),
      slotsInUse: createSlotsInUse({ client, prefix: config.queuePrefix }),
      nowMs: Date.now,
    }),
    settings: {
      version,
      publicUrl,
      auth: config.auth,
      maxCharacters: config.maxCharacters,
      webhookAllowCidrs: config.webhookAllowCidrs,
      // A key must not outlive the job it stands for.
      idempotencyTtlMs: Math.min(DAY_MS, retentionMs),
      storeMs: STORE_MS,
      ttsTimeoutMs: TTS_TIMEOUT_MS,
      sse: { lookMs: LOOK_MS, heartbeatMs: HEARTBEAT_MS },
    },
    logger,
    metrics,
    tracing,
    nowMs: Date.now,
    monotonicMs: () => performance.now(),
    randomBytes,
    textKey,
    lexiconKey,
    audioKey,
    timingsKey,
    segmentKey,
    ffmpeg: ffmpegOnNeed(config.encoder),
    sampleKey: ({ pack, ...sample }) => {
      const { name, manifest, model } = servedPack(packs, pack);
      return sampleKey(name, sampleDigest({ manifest, revision: model.revision, version, ...sample }));
    },
    closing: closing.signal,
    drainOver: drainOver.signal,
  };

  try {
    await whenConnected(client, REDIS_START_MS);
    await tolerateOutage(logger, deps.probes.queue());
    await tolerateOutage(logger, objects.check());
    const server = await listen(createApp(deps), {
      host: config.host,
      port: config.port,
      typeBase: `${publicUrl}/docs/errors`,
      newId: () => `req_${randomBytes(12).toString('hex')}`,
    });
    logger.info({ url: server.url, packs: config.packs, auth: config.auth.kind, version }, 'the API listens');
    const close = async () => {
      closing.abort();
      const drain = setTimeout(() => drainOver.abort(), DRAIN_MS);
      await server.close(DRAIN_MS + LAST_WORD_MS);
      clearTimeout(drain);
      await closeAdapters();
    };
    let closed: Promise<void> | null = null;
    return { url: server.url, close: () => (closed ??= close()) };
  } catch (error) {
    await closeAdapters();
    throw error;
  }
}

type LoadedPack = ServedPack & { readonly manifest: PackManifest };

async function loadPack(name: string, config: Pick<ApiConfig, 'modelDir'>): Promise<LoadedPack> {
  const manifest = await findManifest(name, config);
  const model = engineModel(manifest);
  return { name, manifest, model, languages: languagesOf(model) };
}

function probes(deps: {
  readonly client: RedisClient;
  readonly registry: Pick<WorkerRegistry, 'live'>;
  readonly objects: Pick<ApiDeps['objects'], 'check'>;
  readonly logger: Pick<Logger, 'warn'>;
}): Probes {
  const { client, registry, objects, logger } = deps;
  let suitable = false;
  return {
    // Whether this Redis may hold a queue at all is asked until it has answered once, also when it came up late.
    queue: async () => {
      if (!suitable) {
        const { appendOnly, version } = await checkRedis(client);
        if (!appendOnly && !suitable) {
          logger.warn(
            { version },
            'this Redis keeps no append-only file: a restart loses every job since its last snapshot; set `appendonly yes`',
          );
        }
        suitable = true;
      } else if (!(await isRedisReachable(client))) {
        throw new LectorError('queue_unavailable', 'Redis does not answer');
      }
    },
    storage: () => objects.check(),
    workers: async (pack) => (await registry.live()).filter((worker) => worker.pack === pack).length,
  };
}

/** At start a service that is away is a warning: the API answers 503 until it is back. One that is unfit is an end. */
async function tolerateOutage(logger: Logger, check: Promise<void>): Promise<void> {
  try {
    await check;
  } catch (error) {
    if (!(error instanceof LectorError && error.retryable)) throw error;
    logger.warn({ err: error }, 'starting without it; calls that need it answer 503');
  }
}

/** Clients report every failed attempt to reconnect; one line a minute says as much. */
function outageLog(logger: Logger, service: string): (error: Error) => void {
  let quietUntilMs = 0;
  return (error) => {
    const nowMs = performance.now();
    if (nowMs < quietUntilMs) return;
    quietUntilMs = nowMs + 60_000;
    logger.warn({ service, err: error }, 'connection trouble');
  };
}

async function ownVersion(): Promise<string> {
  const text = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
