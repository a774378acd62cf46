import { randomUUID } from 'node:crypto';
import { ffmpegOnNeed } from '@lector/audio';
import { LectorError } from '@lector/contract';
import { createLexiconPins, loadDictionaries } from '@lector/dictionaries';
import { engineModel, packIdentity } from '@lector/engines';
import { findManifest, preparePack } from '@lector/packs';
import { createLogger, createShutdown, startTracing, type Shutdown } from '@lector/process-kit';
import {
  assemblyQueue,
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
import type { JobRecord } from '@lector/jobs';
import { createObjectStore, jobPrefix, segmentKey } from '@lector/storage';
import { createFrontend, type Frontend } from '@lector/text';
import { readWorkerConfig } from './config.js';
import { startDeliveries } from './deliveries.js';
import { startInference } from './inference/client.js';
import { handleJob } from './job-handler.js';
import { splitSignal } from './job-signals.js';
import { measuredStore } from './measured-store.js';
import { observedInference, observedSteps } from './observed-inference.js';
import { readWorkerOptions } from './options.js';
import { THREAD_PROGRAM } from './paths.js';
import type { RenderSignals } from './processors/render-range.js';
import { sweepSpillFiles } from './processors/spill-file.js';
import { render } from './processors/render.js';
import { renderUnit } from './processors/render-unit.js';
import { refusalOf, REFUSED_EXIT } from './refusal.js';
import { createThroughput } from './throughput.js';
import { tracedEnds, tracedEntry } from './traced-work.js';
import { handleUnit } from './unit-handler.js';
import { createWorkerMetrics } from './worker-metrics.js';
import type { WorkerReport } from './worker-report.js';

/**
 * One worker process: wires queue, storage, text and engine together and waits for its end. Exit codes: 0 drained,
 * 1 drain deadline passed or start failed, 70 the model broke (the supervisor starts another), 78 it cannot start until a
 * person has mended something (the supervisor gives up).
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
  const packName = options.pack ?? onlyPack(config.packs);
  const id = randomUUID();
  const logger = createLogger({ name: 'worker', level: config.logLevel }).child({ worker: options.index });
  const onError = (error: Error) => logger.warn({ err: error }, 'trouble');
  const now = Date.now;
  const random = Math.random;

  const shutdown = createShutdown({
    signals: process,
    logger,
    exit: (code) => process.exit(code),
    deadlineMs: DRAIN_MS,
  });
  const rssBytes = () => process.memoryUsage.rss();
  const metrics = createWorkerMetrics({ worker: options.index, rssBytes, maxRssBytes: config.maxRssBytes });
  if (process.send !== undefined) beUnder(async () => ({ metrics: await metrics.snapshot() }), shutdown);
  const tracing = await startTracing({ endpoint: config.otlpEndpoint, service: 'lector-worker' });
  shutdown.add('traces', () => tracing.close());

  await sweepSpillFiles().catch(onError);
  const manifest = await findManifest(packName, config);
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
  const records = createJobStore({ ...queue, publicUrl: config.publicUrl, retentionMs: config.retentionMs });
  const store = tracedEnds(measuredStore(records, metrics), tracing);
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
    onStep: observedSteps({ pack: manifest.name, metrics }),
    onBroken: (error) => {
      logger.error({ err: error }, 'the model broke; this process ends so that another can start');
      // Handlers hand their jobs back first; a thread inside a native call cannot be waited for.
      const handedBack = [consumer, assembly].map((one) => one.close({ deadlineMs: 5_000 }));
      void Promise.all(handedBack).finally(() => process.exit(MODEL_BROKE));
    },
  });
  logger.info({ pack: packName, loadMs: Math.round(inference.loadMs), threads: options.threads }, 'model loaded');

  const renderDeps = {
    objects,
    segments: createSegmentIndex(queue),
    inference: observedInference(inference, { pack: packName, metrics, tracing }),
    model,
    packIdentity: packIdentity(pack),
    timeoutMs: (expectedSeconds: number) => Math.max(config.inferenceTimeoutMs, expectedSeconds * SLOWEST_RTF * 1000),
    now,
    store,
    frontend: () => (frontend ??= loadFrontend()),
    lexiconPins: createLexiconPins({ read: (key) => objects.get(key) }),
    span: tracing.span,
    ffmpeg: ffmpegOnNeed({ cacheDir: config.cacheDir, env: process.env }),
  };
  let inHand = 0;
  const throughput = createThroughput(() => inHand);
  let liveSlots = inference.slots;
  const handlerDeps = {
    store,
    transport,
    logger,
    now,
    random,
    maxAttempts: MAX_ATTEMPTS,
    publicUrl: config.publicUrl,
    liveSlots: () => liveSlots,
    throughput,
    onEnded: metrics.noteEnd,
    render: (record: JobRecord, fence: number, signals: RenderSignals) => render(record, fence, renderDeps, signals),
    renderUnit: (record: JobRecord, fence: number, unit: number, signals: RenderSignals) =>
      renderUnit(record, fence, unit, renderDeps, signals),
  };
  const consumerDeps = {
    connection,
    prefix: config.prefix,
    settings,
    onLockLost: (jobId: string) => logger.warn({ job: jobId }, 'lost the lock of a job'),
    onError,
    now,
  };
  const consumer = createConsumer({
    ...consumerDeps,
    queue: packName,
    concurrency: inference.slots,
    handler: async (entry, _token, signal) => {
      const { id: job, unit } = entry;
      inHand += 1;
      try {
        return await tracedEntry(unit === undefined ? 'job' : 'unit', entry, tracing, () =>
          unit === undefined
            ? handleJob(job, handlerDeps, splitSignal(signal))
            : handleUnit({ id: job, unit }, handlerDeps, splitSignal(signal)),
        );
      } finally {
        inHand -= 1;
      }
    },
  });
  // Beside the model, not in front of it: a book's file takes minutes to write, and meanwhile others are spoken.
  const assembly = createConsumer({
    ...consumerDeps,
    queue: assemblyQueue(packName),
    concurrency: 1,
    handler: (entry, _token, signal) =>
      tracedEntry('assembly', entry, tracing, () => handleJob(entry.id, handlerDeps, splitSignal(signal))),
  });

  const deliveries = startDeliveries({
    connection,
    prefix: config.prefix,
    id,
    settings,
    allowCidrs: config.allowCidrs,
    logger,
    store,
    metrics,
    tracing,
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
      deleteContent: (key) => objects.delete(key),
    },
    { ...SWEEPER_SETTINGS, retentionMs: config.retentionMs, segmentRetentionMs: config.retentionMs },
  );
  sweeper.start();

  const beat = async () => {
    await registry.beat({
      id,
      pack: packName,
      sinceMs: startedMs,
      slots: inference.slots,
      charactersPerSecond: throughput.charactersPerSecond(),
    });
    const live = (await registry.live()).filter((worker) => worker.pack === packName);
    liveSlots = live.reduce((sum, worker) => sum + worker.slots, 0);
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
    await Promise.all([consumer, assembly].map((one) => one.close({ deadlineMs: DRAIN_MS - 2_000 })));
  });
}

/** @throws LectorError `config_invalid`: one process loads one model */
function onlyPack([pack, ...others]: readonly [string, ...string[]]): string {
  if (others.length === 0) return pack;
  throw new LectorError(
    'config_invalid',
    `a worker process holds one pack; --pack says which [packs=${[pack, ...others].join(',')}]`,
  );
}

/** Tells the supervisor that the main thread lives, and what it has counted; without a supervisor nobody would restart or stop this process. */
function beUnder(report: () => Promise<WorkerReport>, shutdown: Shutdown): void {
  const tell = async () => {
    const message = await report();
    // Waits until it is on its way: what ends the process next would take it along.
    if (process.connected) await new Promise<void>((told) => process.send?.(message, () => told()));
  };
  const pulse = setInterval(() => void tell(), PULSE_MS);
  shutdown.add('last report', tell);
  process.once('disconnect', () => {
    clearInterval(pulse);
    void shutdown.begin('the supervisor is gone');
  });
}

await main().catch((error: unknown) => {
  const refusal = refusalOf(error);
  if (refusal !== null && process.send !== undefined && process.connected) {
    // The supervisor says it once for all its workers.
    process.send(refusal, () => process.exit(REFUSED_EXIT));
    return;
  }
  createLogger({ name: 'worker', level: 'info' }).fatal({ err: error }, 'could not start');
  process.exit(refusal === null ? 1 : REFUSED_EXIT);
});
