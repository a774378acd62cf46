import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wholeSamples } from './pcm-source.js';

async function* pieces(bytes: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (const cut of cuts) {
    yield bytes.subarray(at, Math.min(at + cut, bytes.length));
    at = Math.min(at + cut, bytes.length);
  }
  yield bytes.subarray(at);
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<readonly Uint8Array[]> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return all;
}

describe('wholeSamples', () => {
  test('gives every byte once and never half a sample, however the source was cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 60 }).filter((bytes) => bytes.length % 2 === 0),
        fc.array(fc.nat(7), { maxLength: 12 }),
        async (bytes, cuts) => {
          const chunks = await collect(wholeSamples({ kind: 'chunks', chunks: pieces(bytes, cuts), sampleRate: 1 }));
          expect(Buffer.concat(chunks)).toEqual(Buffer.from(bytes));
          for (const chunk of chunks) expect(chunk.length % 2).toBe(0);
        },
      ),
    );
  });

  test('refuses a source that ends in the middle of a sample', async () => {
    const source = { kind: 'chunks', chunks: pieces(new Uint8Array(5), [2, 1]), sampleRate: 1 } as const;
    await expect(collect(wholeSamples(source))).rejects.toThrow(RangeError);
  });
});
