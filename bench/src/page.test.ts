import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { fillPage } from './page.js';
import { PERFORMANCE_PAGE } from './paths.js';
import type { BenchResult, SuiteReport } from './report.js';
import { SUITES } from './suites/index.js';

const report = (suite: string): SuiteReport => ({
  suite,
  title: `about ${suite}`,
  seconds: 1,
  failed: null,
  measures: [{ name: `of ${suite}`, unit: 'ms', samples: [1] }],
  notes: [],
  raw: null,
});

const RESULT: BenchResult = {
  version: 1,
  at: '2026-11-22T10:00:00.000Z',
  commit: 'abc1234',
  machine: { cpu: 'A CPU', cores: 2, memoryGb: 8, platform: 'linux-x64', node: 'v22.0.0', onnxruntime: '1.30.0' },
  repetitions: 5,
  quick: false,
  suites: SUITES.map(({ name }) => report(name)),
};

it('what stands between the marks is replaced, and nothing else', () => {
  const page = 'Words.\n\n<!-- bench:rtf -->\nold\nnumbers\n<!-- /bench -->\n\nMore words.\n';
  const filled = fillPage(page, [RESULT]);
  expect(filled).toMatch(/^Words\.\n\n<!-- bench:rtf -->\n\| measure /);
  expect(filled).toContain('| of rtf | ms |');
  expect(filled).not.toContain('old');
  expect(filled).toMatch(/<!-- \/bench -->\n\nMore words\.\n$/);
  expect(fillPage(filled, [RESULT])).toBe(filled);
});

it('a page that asks for a suite the result has not is refused', () => {
  expect(() => fillPage('<!-- bench:dreams -->\n<!-- /bench -->', [RESULT])).toThrow('has the suite dreams');
});

it('docs/performance.md has a place for the machine and for every suite', async () => {
  const filled = fillPage(await readFile(PERFORMANCE_PAGE, 'utf8'), [RESULT]);
  expect(filled).toContain('A CPU, 2 cores');
  for (const { name } of SUITES) expect(filled).toContain(`| of ${name} | ms |`);
});

it('a suite measured again is taken from the later result, unless it failed there, and each machine line names its suites', () => {
  const again: BenchResult = {
    ...RESULT,
    commit: 'def5678',
    suites: [
      { ...report('rtf'), measures: [{ name: 'again', unit: 'ms', samples: [2] }] },
      { ...report('rss'), failed: 'no memory', measures: [] },
    ],
  };
  const page = ['machine', 'rtf', 'rss'].map((name) => `<!-- bench:${name} -->\n<!-- /bench -->`).join('\n');
  const filled = fillPage(page, [{ ...RESULT, suites: [report('rtf'), report('rss')] }, again]);
  expect(filled).toContain('| again | ms |');
  expect(filled).toContain('| of rss | ms |');
  expect(filled).not.toContain('of rtf');
  expect(filled).toMatch(/^- rss: A CPU.*commit abc1234.*$/m);
  expect(filled).toMatch(/^- rtf: A CPU.*commit def5678.*$/m);
});
