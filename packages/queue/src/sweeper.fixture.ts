import type { JobRecord } from '@lector/jobs';
import { createDeliveryLog, type DeliveryLog } from './delivery-log.js';
import { storeRig, type StoreRig } from './job-store.fixture.js';
import { aFinish } from './records.fixture.js';
import { createSweeper, type Sweeper, type SweeperDeps, type SweeperSettings, type SweepReport } from './sweeper.js';
import { createTransport, type RedisTransport } from './transport.js';
import { createWebhookQueue, type WebhookQueue } from './webhook-queue.js';

const SETTINGS: SweeperSettings = {
  everyMs: 10,
  staleMs: 90_000,
  retentionMs: 1_000_000,
  segmentRetentionMs: 500_000,
  batch: 50,
  stepMs: 5000,
  relayGoneMs: 3_600_000,
};

/** A job store with what a sweeper looks after, and a clock that stands still unless a test moves it. */
export interface SweeperRig extends StoreRig {
  nowMs: number;
  readonly transport: RedisTransport;
  readonly webhooks: WebhookQueue;
  readonly log: DeliveryLog;
  sweeper(deps?: Partial<SweeperDeps>, settings?: Partial<SweeperSettings>): Sweeper;
  /** One round; rounds follow each other only after the lock of the one before is gone. */
  sweep(sweeper: Sweeper): Promise<SweepReport | null>;
  admittedAt(ms: number): Promise<JobRecord>;
  finishedAt(ms: number): Promise<JobRecord>;
  closeAll(): Promise<void>;
}

export function sweeperRig(): SweeperRig {
  const base = storeRig();
  const { client, prefix, keys, store } = base;
  const transport = createTransport({ client, prefix, onError: () => {} });
  const webhooks = createWebhookQueue({ client, prefix, onError: () => {} });
  const log = createDeliveryLog({ client, prefix });
  const rig: SweeperRig = {
    ...base,
    nowMs: 10_000_000,
    transport,
    webhooks,
    log,
    sweeper: (deps = {}, settings = {}) =>
      createSweeper(
        {
          client,
          prefix,
          store,
          transport,
          webhooks,
          log,
          now: () => rig.nowMs,
          onError: () => {},
          deleteObjects: () => Promise.resolve(),
          deleteSegment: () => Promise.resolve(),
          deleteContent: () => Promise.resolve(),
          ...deps,
        },
        { ...SETTINGS, ...settings },
      ),
    async sweep(sweeper) {
      await client.del(keys.lock('sweeper'));
      return sweeper.sweep();
    },
    admittedAt: (createdAtMs) => base.admitted({ createdAtMs }),
    async finishedAt(ms) {
      const record = await base.admitted({ createdAtMs: 1000 });
      const { fence } = await base.started(record.id);
      await store.finish(aFinish(record, fence, 'completed', ms));
      return record;
    },
    async closeAll() {
      await transport.close();
      await webhooks.close();
      base.close();
    },
  };
  return rig;
}
