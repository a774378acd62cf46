import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
/** A line of code, and the rule that refuses it. */
const LINES: readonly (readonly [string, string | null])[] = [
  ['export const a = new Date();', 'no-clock'],
  ['export const b = Date();', 'no-clock'],
  ['export const c = new Date(5);', null],
  ['export const d = (family) => family === "kokoro";', 'no-family-question'],
  ['export const e = (pack) => "tone" !== pack?.manifest.family;', 'no-family-question'],
  ['export const f = (family) => { switch (family) { case "tone": return 1; } };', 'no-family-question'],
  ['export const h = (pack) => ["kokoro"].includes(pack.family);', 'no-family-question'],
  ['export const i = (family) => new Set(["tone", "kokoro"]).has(family);', 'no-family-question'],
  ['export const j = (family, others) => others.includes(family) || ["voices"].includes(family);', null],
  ['export const g = (family, other) => family === other || family === "voices";', null],
];

let folder: string;
let refused: Map<number, string>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lector-lint-'));
  const config = join(folder, '.oxlintrc.json');
  await writeFile(join(folder, 'lines.js'), LINES.map(([line]) => line).join('\n'));
  await writeFile(
    config,
    JSON.stringify({
      jsPlugins: [join(root, 'scripts/lint-rules.mjs')],
      categories: { correctness: 'off' },
      rules: { 'lector/no-clock': 'error', 'lector/no-family-question': 'error' },
    }),
  );
  const { stdout } = spawnSync(join(root, 'node_modules/.bin/oxlint'), ['-c', config, '-f', 'unix', folder], {
    encoding: 'utf8',
    cwd: folder,
  });
  refused = new Map(
    [...stdout.matchAll(/lines\.js:(\d+):.*lector\(([^)]+)\)/g)].map((m) => [Number(m[1]), m[2] ?? '']),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it.each(LINES.map(([line, rule], at) => [line, rule, at + 1] as const))('%s: %s', (_line, rule, at) => {
  expect(refused.get(at) ?? null).toBe(rule);
});
