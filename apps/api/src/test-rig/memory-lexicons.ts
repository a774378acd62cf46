import { LectorError, LEXICON_VERSIONS_KEPT } from '@lector/contract';
import type { LexiconRecord, LexiconStore } from '@lector/jobs';

/** Records of lexicons that behave as the port says, without time, retention or crashes. */
export class MemoryLexicons {
  readonly records = new Map<string, LexiconRecord>();
  readonly reserved: string[] = [];
  down = false;

  readonly port: LexiconStore = {
    get: (tenant, id) => this.#run(() => this.records.get(`${tenant}/${id}`) ?? null),
    list: (tenant, { limit, cursor }) =>
      this.#run(() => {
        const own = [...this.records]
          .filter(([key]) => key.startsWith(`${tenant}/`))
          .map(([, record]) => record)
          .filter(({ id }) => cursor === null || id > cursor)
          .toSorted((a, b) => (a.id < b.id ? -1 : 1));
        return { records: own.slice(0, limit), cursor: own.length > limit ? (own[limit - 1]?.id ?? null) : null };
      }),
    reserve: (key) => this.#run(() => void this.reserved.push(key)),
    put: (tenant, id, content, expected) =>
      this.#run(() => {
        const before = this.records.get(`${tenant}/${id}`);
        const version = before?.versions[0].version ?? 0;
        if (expected !== null && expected !== version) return { kind: 'refused' };
        if (before?.versions[0].sha256 === content.sha256) return { kind: 'same', record: before };
        const kept = (before?.versions ?? []).slice(0, LEXICON_VERSIONS_KEPT - 1);
        const record: LexiconRecord = {
          id,
          createdAtMs: before?.createdAtMs ?? content.updatedAtMs,
          versions: [{ version: version + 1, ...content }, ...kept],
        };
        this.records.set(`${tenant}/${id}`, record);
        return { kind: before === undefined ? 'created' : 'changed', record };
      }),
    delete: (tenant, id, { expected }) =>
      this.#run(() => {
        const before = this.records.get(`${tenant}/${id}`);
        if (expected !== null && expected !== (before?.versions[0].version ?? 0)) return 'refused';
        return this.records.delete(`${tenant}/${id}`) ? 'deleted' : 'missing';
      }),
  };

  #run<T>(work: () => T): Promise<T> {
    return this.down
      ? Promise.reject(new LectorError('queue_unavailable', 'could not reach it'))
      : Promise.resolve(work());
  }
}
