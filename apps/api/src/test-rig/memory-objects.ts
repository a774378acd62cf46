import type { ObjectStore } from '@lector/jobs';

/** An object store in a map. */
export function memoryObjects(objects: Map<string, Uint8Array>, presigned: string | null): ObjectStore {
  return {
    put: (key, body) => Promise.resolve(void objects.set(key, body)),
    putFile: () => Promise.reject(new Error('not used')),
    get: (key) => Promise.resolve(objects.get(key) ?? null),
    stream: (key, range) => {
      const body = objects.get(key);
      if (body === undefined) return Promise.resolve(null);
      const part = range === null ? body : body.subarray(range.first, range.last + 1);
      return Promise.resolve({ body: chunks(part), bytes: part.length });
    },
    delete: (key) => Promise.resolve(void objects.delete(key)),
    deletePrefix: () => Promise.reject(new Error('not used')),
    presign: (_key, { method }) => Promise.resolve(presigned === null ? null : `${presigned}&method=${method}`),
    check: () => Promise.resolve(),
  };
}

async function* chunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 7) yield await Promise.resolve(bytes.subarray(at, at + 7));
}
