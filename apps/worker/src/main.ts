import { randomUUID } from 'node:crypto';
import { LectorError } from '@lector/contract';
import { loadDictionaries } from '@lector/dictionaries';
import { engineModel, packIdentity } from '@lector/engines';
import { loadManifest, preparePack } from '@lector/packs';
import { createLogger, createShutdown, type Shutdown } from '@lector/process-kit';
import {
  checkRedis,
  connectRedis,
  createConsumer,
  createJobStore,
  createSegmentIndex,
  createSweeper,
  createTransport,
  createWorkerRegistry,
  SWEEPER_SETTINGS,
} from '@lector/queue';
import { createObjectStore, jobPrefix, segmentKey } from '@lector/storage';
import { createFrontend, type Frontend } from '@lector/text';
import { readWorkerConfig } from './config.js';
import { startDeliveries } from './deliveries.js';
import { startInference } from './inference/client.js';
import { handleJob } from './job-handler.js';
import { splitSignal } from './job-signals.js';
import { readWorkerOptions } from './options.js';
import { MANIFESTS_DIR, THREAD_PROGRAM } from './paths.js';
import { sweepAudioFiles } from './processors/audio-file.js';
import { render } from './processors/render.js';
import { createThroughput } from './throughput.js';

/**
 * One worker process: wires queue, storage, text and engine together and waits for its end. Exit codes: 0 drained,
 * 1 drain deadline passed or start failed, 70 the model broke (the supervisor starts another).
 */

/** Starts of one job before it is given up as one that kills its workers. */
const MAX_ATTEMPTS = 3;
/** Below the 30 s that Kubernetes and the supervisor give before SIGKILL. */
const DRAIN_MS = 25_000;
const BEAT_MS = 10_000;
const PULSE_MS = 2_000;
/** A fetch loop silent this long while Redis answers is stuck; ending the process is the cure. */
const STUCK_MS = 60_000;
const MODEL_BROKE = 70;
/** How much slower than real time a long segment may be before the model counts as hung. */
const SLOWEST_RTF = 10;

async function main(): Promise<void> {
  const config = readWorkerConfig(process.env);
  const options = readWorkerOptions(process.argv.slice(2));
  const id = randomUUID();
  const logger = createLogger({ name: 'worker', level: config.logLevel }).child({
    worker: options.index,
    pid: process.pid,
  });
  const onError = (error: Error) => logger.warn({ err: error }, 'trouble');
  const now = Date.now;
  const random = Math.random;

  const shutdown = createShutdown({
    signals: process,
    logger,
    exit: (code) => process.exit(code),
    deadlineMs: DRAIN_MS,
  });
  if (process.send !== undefined) beUnder(process.send.bind(process), shutdown);

  await sweepAudioFiles().catch(onError);
  const manifest = await loadManifest(config.pack, MANIFESTS_DIR);
  const pack = await preparePack(manifest, {
    modelDir: config.modelDir,
    onProgress: (step) => logger.info({ step }, 'preparing the pack'),
  });
  const model = engineModel(manifest);

  const connection = connectRedis('worker', { url: config.redisUrl, name: `lector-worker-${options.index}` }, onError);
  shutdown.add('redis', () => connection.disconnect());
  const { appendOnly } = await checkRedis(connection);
  if (!appendOnly)
    logger.warn('this Redis keeps no append-only file: a restart loses every job since its last snapshot');
  const queue = { client: connection, prefix: config.prefix };
  const objects = createObjectStore(config.s3);
  // A store that is away now may be back before the first job; jobs say so themselves if it is not.
  await objects.check().catch(onError);
  const store = createJobStore({ ...queue, publicUrl: config.publicUrl, retentionMs: config.retentionMs });
  const registry = createWorkerRegistry(queue);
  const transport = createTransport({ ...queue, onError });
  const settings = { lockMs: config.lockMs, stalledMs: Math.ceil(config.lockMs / 2) };

  let frontend: Promise<Frontend> | null = null;
  const loadFrontend = async () => {
    try {
      return createFrontend(await loadDictionaries());
    } catch (error) {
      // The next job tries again.
      frontend = null;
      throw error;
    }
  };
  const inference = await startInference({
    threadUrl: THREAD_PROGRAM,
    start: { pack, threads: options.threads },
    onBroken: (error) => {
      logger.error({ err: error }, 'the model broke; this process ends so that another can start');
      // Handlers hand their jobs back first; a thread inside a native call cannot be waited for.
      void consumer.close({ deadlineMs: 5_000 }).finally(() => process.exit(MODEL_BROKE));
    },
  });
  logger.info({ pack: config.pack, loadMs: Math.round(inference.loadMs), threads: options.threads }, 'model loaded');

  const renderDeps = {
    objects,
    segments: createSegmentIndex(queue),
    inference,
    model,
    packIdentity: packIdentity(pack),
    timeoutMs: (expectedSeconds: number) => Math.max(config.inferenceTimeoutMs, expectedSeconds * SLOWEST_RTF * 1000),
    now,
    store,
    frontend: () => (frontend ??= loadFrontend()),
  };
  const throughput = createThroughput();
  const consumer = createConsumer({
    connection,
    prefix: config.prefix,
    pack: config.pack,
    concurrency: inference.slots,
    handler: (job, _token, signal) =>
      handleJob(
        job.id,
        {
          store,
          logger,
          now,
          random,
          maxAttempts: MAX_ATTEMPTS,
          publicUrl: config.publicUrl,
          throughput,
          render: (record, fence, signals) => render(record, fence, renderDeps, signals),
        },
        splitSignal(signal),
      ),
    settings,
    onLockLost: (jobId) => logger.warn({ job: jobId }, 'lost the lock of a job'),
    onError,
    now,
  });

  const deliveries = startDeliveries({
    connection,
    prefix: config.prefix,
    id,
    settings,
    allowCidrs: config.allowCidrs,
    logger,
    onError,
    now,
    random,
  });
  const sweeper = createSweeper(
    {
      ...queue,
      store,
      transport,
      webhooks: deliveries.queue,
      log: deliveries.log,
      now,
      onError,
      deleteObjects: (record) => objects.deletePrefix(jobPrefix(record.id)),
      deleteSegment: (tenant, key) => objects.delete(segmentKey(tenant, key)),
    },
    { ...SWEEPER_SETTINGS, retentionMs: config.retentionMs, segmentRetentionMs: config.retentionMs },
  );
  sweeper.start();

  const beat = async () => {
    await registry.beat({
      id,
      pack: config.pack,
      sinceMs: startedMs,
      slots: inference.slots,
      charactersPerSecond: throughput.charactersPerSecond(),
    });
    if ((await consumer.probe({ maxSilentMs: STUCK_MS })) === 'stuck') {
      logger.fatal('the queue does not move although Redis answers; leaving');
      process.exit(1);
    }
  };
  const startedMs = now();
  await beat();
  const outgrown = () => process.memoryUsage.rss() > config.maxRssBytes;
  if (outgrown()) {
    throw new LectorError(
      'config_invalid',
      `LECTOR_MAX_RSS_MB is less than the loaded model needs [bytes=${process.memoryUsage.rss()}]`,
    );
  }
  const heart = setInterval(() => {
    void beat().catch(onError);
    if (!outgrown()) return;
    logger.warn({ maxRssBytes: config.maxRssBytes }, 'this process has outgrown its memory; another takes over');
    void shutdown.begin('memory');
  }, BEAT_MS);
  logger.info('ready');
  process.send?.('ready');

  // Last added is closed first: jobs are handed back while everything else still works.
  shutdown.add('inference', () => inference.close());
  shutdown.add('sweeper', () => sweeper.close({ deadlineMs: 1_000 }));
  shutdown.add('webhooks', () => deliveries.close());
  shutdown.add('jobs', async () => {
    clearInterval(heart);
    await registry.leave(id).catch(onError);
    await consumer.close({ deadlineMs: DRAIN_MS - 2_000 });
  });
}

/** Tells the supervisor that the main thread lives; without a supervisor nobody would restart or stop this process. */
function beUnder(send: (message: string) => void, shutdown: Shutdown): void {
  const pulse = setInterval(() => process.connected && send('alive'), PULSE_MS);
  process.once('disconnect', () => {
    clearInterval(pulse);
    void shutdown.begin('the supervisor is gone');
  });
}

await main().catch((error: unknown) => {
  createLogger({ name: 'worker', level: 'info' }).fatal({ err: error }, 'could not start');
  process.exit(1);
});
