import { createHash } from 'node:crypto';

/** Names of the keys Lector keeps in Redis. Everything starts with the prefix; an ACL can allow `{prefix}:*` alone. */
export function redisKeys(prefix: string) {
  return {
    job: (id: string) => `${prefix}:job:${id}`,
    jobEvents: (id: string) => `${prefix}:job:${id}:events`,
    jobSegments: (id: string) => `${prefix}:job:${id}:segments`,
    jobUnits: (id: string) => `${prefix}:job:${id}:units`,
    jobUnitsDone: (id: string) => `${prefix}:job:${id}:units-done`,
    /** A client's key may hold anything and up to 255 characters; its digest does not. */
    idempotency: (tenant: string, key: string) =>
      `${prefix}:idempotency:${createHash('sha256').update(`${tenant}\n${key}`).digest('hex')}`,
    listing: (tenant: string, status: string) => `${prefix}:tenant:${tenant}:jobs:${status}`,
    queued: `${prefix}:queued`,
    open: `${prefix}:open`,
    finished: `${prefix}:finished`,
    changes: `${prefix}:changes`,
    backlog: (pack: string) => `${prefix}:backlog:${pack}`,
    outbox: `${prefix}:outbox`,
    deliveries: `${prefix}:deliveries`,
    delivery: (eventId: string) => `${prefix}:delivery:${eventId}`,
    segments: (tenant: string) => `${prefix}:segments:${tenant}`,
    segmentsToDelete: (tenant: string) => `${prefix}:segments-to-delete:${tenant}`,
    segmentTenants: `${prefix}:segment-tenants`,
    lexicon: (tenant: string, id: string) => `${prefix}:tenant:${tenant}:lexicon:${id}`,
    lexiconNames: (tenant: string) => `${prefix}:tenant:${tenant}:lexicons`,
    unheldContents: `${prefix}:contents-unheld`,
    contentsToDelete: `${prefix}:contents-to-delete`,
    workers: `${prefix}:workers`,
    workersAbout: `${prefix}:workers-about`,
    lock: (name: string) => `${prefix}:lock:${name}`,
    /** Prefix of everything BullMQ keeps. */
    queues: `${prefix}:queue`,
  } as const;
}

export type RedisKeys = ReturnType<typeof redisKeys>;
