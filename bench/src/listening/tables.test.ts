import { describe, expect, it } from 'vitest';
import type { EvalResult, Judged } from './result.js';
import {
  errorTable,
  floorTable,
  likenessTable,
  spanTable,
  systemTable,
  tableMarkdown,
  tableText,
  worstOf,
} from './tables.js';

const said = (id: string, voice: string, errors: number, more: Partial<Judged> = {}): Judged => ({
  id,
  system: 'lector',
  voice,
  language: 'zh',
  seconds: 2,
  errors,
  units: 10,
  hypothesis: `heard ${id}`,
  dnsmos: { p808: 4, overall: 3 },
  ...more,
});

const resultOf = (
  utterances: readonly Judged[],
  likeness: EvalResult['likeness'] = [],
  frozen: readonly string[] = [],
): EvalResult => ({
  version: 1,
  at: '2026-11-22T10:00:00.000Z',
  commit: 'abc1234',
  machine: { cpu: 'CPU', cores: 2, memoryGb: 8, platform: 'linux-x64', node: 'v20', onnxruntime: '1.30' },
  pack: 'pack',
  call: { limit: null, split: null },
  versions: { judge: '1' },
  wallSeconds: 60,
  sentences: Object.fromEntries(
    utterances.map(({ id }) => [
      id,
      { text: `text ${id}`, expected: `said ${id}`, split: frozen.includes(id) ? 'frozen' : 'dev' } as const,
    ]),
  ),
  utterances,
  likeness,
});

describe('errorTable', () => {
  it('adds errors up over the units of all sentences, marks the best preset and says whether the goal is met', () => {
    const result = resultOf([
      said('zh01', 'mira', 0),
      said('zh02', 'mira', 1, { units: 90 }),
      said('zh01', 'hugo', 5),
      said('zh02', 'hugo', 5, { units: 90 }),
    ]);
    expect(errorTable(result, null)).toEqual({
      head: ['language', 'sentences', 'mira', 'hugo', 'goal for the best'],
      rows: [['zh (characters)', '2', '**1.0 %**', '10.0 %', '3.0 % ✓']],
    });
  });

  it('takes the sentences of one split only', () => {
    const result = resultOf([said('zh01', 'mira', 0), said('zh02', 'mira', 4)], [], ['zh02']);
    expect(errorTable(result, 'frozen').rows).toEqual([['zh (characters)', '1', '**40.0 %**', '3.0 % ✗']]);
    expect(errorTable(result, 'dev').rows).toEqual([['zh (characters)', '1', '**0.0 %**', '3.0 % ✓']]);
  });

  it('leaves raw styles and peers out: they are no presets', () => {
    const result = resultOf([
      said('zh01', 'mira', 1),
      said('zh01', 'zf_xiaoxiao', 9),
      said('zh01', 'zf_xiaoxiao', 9, { system: 'kokoro-onnx espeak' }),
    ]);
    expect(errorTable(result, null).head).toEqual(['language', 'sentences', 'mira', 'goal for the best']);
  });
});

it('systemTable sets everybody who spoke a language side by side, and counts what was not spoken', () => {
  const result = resultOf([
    said('zh01', 'mira', 1),
    said('zh02', 'mira', 10, { failed: 'no room' }),
    said('zh01', 'zf_xiaoxiao', 3, { system: 'kokoro-onnx espeak' }),
  ]);
  expect(systemTable(result).rows).toEqual([
    ['zh', 'kokoro-onnx, espeak phonemes', 'zf_xiaoxiao', '1', '30.0 %', '', '4.00', '3.00', '0'],
    ['zh', 'Lector', 'mira', '2', '55.0 %', '', '4.00', '3.00', '1'],
  ]);
});

it('floorTable sets Lector beside its floor on the sentences checked by hand only', () => {
  const result = resultOf([
    said('zh01', 'mira', 3),
    said('zh02', 'mira', 9),
    said('zh01', 'mira', 1, { system: 'floor' }),
  ]);
  expect(floorTable(result)).toEqual({
    head: ['language', 'sentences', 'who', 'mira'],
    rows: [
      ['zh', '1', 'Lector', '30.0 %'],
      ['zh', '1', 'the floor: IPA checked by hand', '10.0 %'],
    ],
  });
});

it('spanTable counts the errors of mixed sentences by the language of the span', () => {
  const span = (language: string, errors: number) => ({
    language,
    errors,
    units: 10,
    expected: '',
    hypothesis: '',
    start: 0,
    end: 1,
  });
  const result = resultOf([
    said('mixed01', 'mira', 3, { language: 'mixed', spans: [span('zh', 1), span('en', 2), span('zh', 0)] }),
  ]);
  expect(spanTable(result)).toEqual({
    head: ['span in', 'spans', 'mira'],
    rows: [
      ['zh', '2', '5.0 %'],
      ['en', '1', '20.0 %'],
    ],
  });
});

it('likenessTable sets the languages of a preset against the other presets', () => {
  const like = (a: string, b: string, cosine: number) => ({ a: `lector/${a}`, b: `lector/${b}`, cosine });
  const result = resultOf(
    [said('zh01', 'mira', 0), said('zh01', 'hugo', 0)],
    [
      like('mira/zh', 'mira/en', 0.8),
      like('mira/zh', 'mira/ja', 0.7),
      like('mira/zh', 'hugo/zh', 0.5),
      like('mira/zh', 'hugo/en', 0.3),
      like('zf_xiaoxiao/zh', 'mira/en', 0.9),
    ],
  );
  expect(likenessTable(result).rows[0]).toEqual(['mira', '0.75', '0.70', '0.50', '0.30']);
});

describe('worstOf', () => {
  it('names each sentence once, in the voice it is worst in, the worst first, and none in Cantonese', () => {
    const result = resultOf([
      said('yue01', 'mira', 9, { language: 'yue' }),
      said('zh01', 'mira', 2),
      said('zh01', 'hugo', 6),
      said('zh02', 'mira', 4),
      said('zh03', 'mira', 1),
    ]);
    expect(worstOf(result, 2)).toEqual([
      { id: 'zh01', voice: 'hugo', rate: 0.6, expected: 'said zh01', heard: 'heard zh01' },
      { id: 'zh02', voice: 'mira', rate: 0.4, expected: 'said zh02', heard: 'heard zh02' },
    ]);
  });

  it('says why a sentence was not spoken in place of what was heard', () => {
    const result = resultOf([said('zh01', 'mira', 10, { failed: 'language_unavailable', hypothesis: '' })]);
    expect(worstOf(result, 1)[0]?.heard).toBe('language_unavailable');
  });
});

it('a table is written as text and as Markdown, bars in cells escaped', () => {
  const table = { head: ['a', 'bb'], rows: [['x | y', '1']] };
  expect(tableText(table)).toBe('a      bb\nx | y  1');
  expect(tableMarkdown(table)).toBe('| a | bb |\n| --- | --- |\n| x \\| y | 1 |');
});
