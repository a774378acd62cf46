import { LectorError } from '@lector/contract';
import {
  isTerminal,
  jobLinks,
  terminalEventData,
  type Admission,
  type AdmitOutcome,
  type JobEvent,
  type JobNotifier,
  type JobRecord,
  type JobStore,
} from '@lector/jobs';

const notOfTheApi = () => Promise.reject(new Error('the API neither starts nor renders jobs'));

/** A job store that behaves as the port says, without time or crashes. */
export class MemoryStore {
  readonly records = new Map<string, JobRecord>();
  readonly streams = new Map<string, JobEvent[]>();
  readonly listeners = new Map<string, Set<() => void>>();
  readonly #keys = new Map<string, { fingerprint: string; id: string }>();
  down = false;

  readonly port: JobStore = {
    admit: (admission) => this.#run(() => this.#admit(admission)),
    madeWith: (tenant, key) =>
      this.#run(() => {
        const held = this.#keys.get(`${tenant}/${key}`);
        return held === undefined ? null : { record: this.record(held.id), fingerprint: held.fingerprint };
      }),
    get: (id) => this.#run(() => this.records.get(id) ?? null),
    cancel: (id, { error, nowMs }) =>
      this.#run(() => {
        const record = this.records.get(id);
        if (record === undefined) return { kind: 'missing' };
        if (isTerminal(record.status)) return { kind: 'terminal', status: record.status };
        if (record.status === 'running') {
          this.put({ ...record, cancelRequested: true });
          return { kind: 'requested' };
        }
        this.end(id, 'cancelled', { error, finishedAtMs: nowMs });
        return { kind: 'cancelled' };
      }),
    markAudioDeleted: (id, nowMs) =>
      this.#run(() => {
        const record = this.records.get(id);
        if (record === undefined) return null;
        return this.put({ ...record, audioDeletedAtMs: nowMs });
      }),
    list: (tenant, { status, limit, cursor }) =>
      this.#run(() => {
        const all = [...this.records.values()]
          .filter((record) => record.tenant === tenant && (status === null || record.status === status))
          .reverse();
        const from = cursor === null ? 0 : Number(cursor);
        const records = all.slice(from, from + limit);
        return { records, cursor: from + limit < all.length ? String(from + limit) : null };
      }),
    events: (id, afterId) =>
      this.#run(() =>
        (this.streams.get(id) ?? []).filter((event) => afterId === null || order(event.id) > order(afterId)),
      ),
    start: notOfTheApi,
    progress: notOfTheApi,
    split: notOfTheApi,
    startUnit: notOfTheApi,
    handBackUnit: notOfTheApi,
    finishUnit: notOfTheApi,
    unitTries: notOfTheApi,
    openUnits: notOfTheApi,
    handBack: notOfTheApi,
    finish: notOfTheApi,
  };

  readonly notifier: JobNotifier = {
    subscribe: (id: string, onChange: () => void) => {
      const set = this.listeners.get(id) ?? new Set();
      this.listeners.set(id, set.add(onChange));
      return () => void set.delete(onChange);
    },
    close: () => Promise.resolve(),
  };

  put(record: JobRecord): JobRecord {
    this.records.set(record.id, record);
    this.wake(record.id);
    return record;
  }

  wake(id: string): void {
    for (const wake of this.listeners.get(id) ?? []) wake();
  }

  say(id: string, type: JobEvent['type'], data: object, segment?: JobEvent['segment']): void {
    const stream = this.streams.get(id) ?? [];
    const event = { id: `${stream.length + 1}-0`, type, data: JSON.stringify(data) };
    this.streams.set(id, [...stream, segment === undefined ? event : { ...event, segment }]);
    this.wake(id);
  }

  record(id: string): JobRecord {
    const record = this.records.get(id);
    if (record === undefined) throw new Error(`no such job: ${id}`);
    return record;
  }

  run(id: string): void {
    const record = this.record(id);
    this.put({ ...record, status: 'running', fence: 1, attempts: 1, startedAtMs: Date.now() });
  }

  end(id: string, status: 'completed' | 'failed' | 'cancelled', changes: Partial<JobRecord> = {}): void {
    const record = { ...this.record(id), finishedAtMs: Date.now(), ...changes, status };
    const data = terminalEventData(record, { ...record, finishedAtMs: 0, links: jobLinks(id, '') });
    this.records.set(id, record);
    this.say(id, `job.${status}`, data);
  }

  #admit({ record, idempotency }: Admission): AdmitOutcome {
    const key = `${record.tenant}/${idempotency?.key}`;
    const held = idempotency === null ? undefined : this.#keys.get(key);
    if (held !== undefined) {
      if (held.fingerprint !== idempotency?.fingerprint) return { kind: 'key_reused' };
      return { kind: 'replayed', record: this.record(held.id) };
    }
    if (idempotency !== null) this.#keys.set(key, { fingerprint: idempotency.fingerprint, id: record.id });
    return { kind: 'created', record: this.put(record) };
  }

  #run<T>(work: () => T): Promise<T> {
    return this.down
      ? Promise.reject(new LectorError('queue_unavailable', 'could not reach it'))
      : Promise.resolve(work());
  }
}

const order = (id: string) => Number(id.split('-')[0]);
