import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { transformWithEsbuild } from 'vite';

/** What runs before the Node is known to be new enough. */
const DOOR = ['bootstrap.cjs', 'preflight.cjs'];

const read = (name: string) => readFile(fileURLToPath(new URL(name, import.meta.url)), 'utf8');

async function printedFor(target: string, code: string): Promise<string> {
  // The printer writes a line break in a string as a template wherever it may; templates are looked for by hand.
  const options = { loader: 'js', target, sourcemap: false, supported: { 'template-literal': false } } as const;
  return (await transformWithEsbuild(code, 'door.js', options)).code;
}

/** What the printer does not have to write otherwise for ES5: modules, templates, a comma after the last argument. */
const KEPT_BY_PRINTER = /^\s*(?:import|export)\b|`|,\s*\)/m;

/** Whether a text is ECMAScript 5: printed for it, nothing changes (a property `a: a` does, and has to go by another name). */
async function isEs5(code: string): Promise<boolean> {
  const printed = await printedFor('es5', code).catch(() => null);
  const uncommented = code.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/\/\/.*/g, '');
  return printed === (await printedFor('esnext', code)) && !KEPT_BY_PRINTER.test(uncommented);
}

describe('the door', () => {
  it.each(DOOR)('%s can be read by a Node of any age', async (name) => {
    expect(await isEs5(await read(name))).toBe(true);
  });

  it.each([
    'import fs from "fs";',
    'const a = 1;',
    'var a = () => 1;',
    'var a = `1`;',
    'var a = { b };',
    'var a = b ?? c;',
    'a(b,\n);',
    'async function a() {}',
  ])('would not get through with %s', async (code) => {
    expect(await isEs5(code)).toBe(false);
  });

  it('loads nothing else before the machine is known to do', async () => {
    const loaded = (await Promise.all(DOOR.map(read))).flatMap((code) =>
      [...code.matchAll(/require\('(\.[^']+)'\)/g)].map(([, path]) => path),
    );
    expect(loaded).toEqual(['./preflight.cjs', './enter.cjs']);
    const door = await read('bootstrap.cjs');
    expect(door.indexOf('problems.length === 0')).toBeLessThan(door.indexOf('./enter.cjs'));
  });
});
