import { describe, expect, it } from 'vitest';
import { suiteMarkdown, suiteTable, type SuiteReport } from './report.js';

const REPORT: SuiteReport = {
  suite: 'sample',
  title: 'a suite for this test',
  seconds: 12.4,
  failed: null,
  measures: [
    { name: 'reached', unit: 'times', samples: [0.96, 0.97, 0.99], goal: { atLeast: 0.95 } },
    { name: 'missed', unit: 'ms', samples: [7], goal: { atMost: 5 } },
    { name: 'a peer that is not there', unit: 'RTF', samples: [] },
    { name: 'beside a claim', unit: '1/s', samples: [123.4], claim: 'article: 6.3' },
  ],
  notes: ['what to know'],
  raw: null,
};

describe('suiteTable', () => {
  const lines = suiteTable(REPORT).split('\n');

  it('shows median, spread and range under aligned heads', () => {
    expect(lines[0]).toBe('sample: a suite for this test (12 s)');
    expect(lines[2]).toMatch(/^reached +times +0\.970 +2 % +0\.960 +0\.990 +3 +at least 0\.95 ✓$/);
    const column = lines[1]?.indexOf('BESIDE');
    expect(lines[2]?.indexOf('at least')).toBe(column);
    expect(lines[5]?.indexOf('article')).toBe(column);
  });

  it('marks a goal that was missed, and gives one sample no spread', () => {
    expect(lines[3]).toMatch(/^missed +ms +7\.00 {2,}7\.00 +7\.00 +1 +at most 5 ✗$/);
  });

  it('says that something was not measured', () => {
    expect(lines[4]).toMatch(/^a peer that is not there +RTF +not measured +0$/);
  });

  it('ends with what a reader has to know', () => {
    expect(lines.at(-1)).toBe('  what to know');
  });

  it('a suite that failed shows why instead of a table', () => {
    const failed = { ...REPORT, measures: [], notes: [], failed: 'no stack came up' };
    expect(suiteTable(failed)).toBe('sample: a suite for this test (12 s)\n  failed: no stack came up');
  });
});

it('suiteMarkdown holds the same cells as a Markdown table', () => {
  const lines = suiteMarkdown(REPORT).split('\n');
  expect(lines[0]).toBe('| measure | unit | median | spread | min | max | n | beside |');
  expect(lines[2]).toBe('| reached | times | 0.970 | 2 % | 0.960 | 0.990 | 3 | at least 0.95 ✓ |');
  expect(lines.at(-1)).toBe('- what to know');
});
