import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { build } from 'vite';

const ENTRY = fileURLToPath(new URL('index.ts', import.meta.url));
/** Schemas alone would be five times as much: the client takes no more of the contract than types and the signature. */
const MOST_BYTES = 20_000;

it('becomes a small bundle for browsers, without Node modules and without anything left to load', async () => {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { conditions: ['source'] },
    build: { write: false, target: 'es2022', lib: { entry: ENTRY, formats: ['es'], fileName: 'sdk' } },
  });
  const [bundle] = Array.isArray(result) ? result : [result];
  if (bundle === undefined || !('output' in bundle)) throw new Error('nothing was built');
  expect(bundle.output).toHaveLength(1);
  const [chunk] = bundle.output;
  expect([...chunk.imports, ...chunk.dynamicImports]).toEqual([]);
  expect(chunk.moduleIds.filter((id) => id.includes('node_modules') || id.includes('__vite-browser-external'))).toEqual(
    [],
  );
  expect(chunk.exports).toContain('createClient');
  expect(chunk.code).not.toMatch(/\b(?:process|Buffer|require)\b[.(]/);
  expect(Buffer.byteLength(chunk.code)).toBeLessThan(MOST_BYTES);
});
