import { describe, expect, it } from 'vitest';
import { fillQualityPage, whereLine } from './quality-page.js';
import type { EvalResult } from './result.js';
import type { StylesResult } from './styles.js';

const machine = { cpu: 'CPU', cores: 2, memoryGb: 8, platform: 'linux-x64', node: 'v20', onnxruntime: '1.30' };
const result: EvalResult = {
  version: 1,
  at: '2026-11-22T10:00:00.000Z',
  commit: 'abc1234',
  machine,
  pack: 'kokoro-82m',
  call: { limit: 5, split: 'dev' },
  versions: { vosk: '0.3.45' },
  wallSeconds: 600,
  sentences: { zh01: { text: '你好', expected: '你好', split: 'dev' } },
  utterances: [
    {
      id: 'zh01',
      system: 'lector',
      voice: 'mira',
      language: 'zh',
      seconds: 1,
      errors: 1,
      units: 2,
      hypothesis: '你|号',
    },
  ],
  likeness: [],
};

const page = (block: string, old = 'old') =>
  `# Words\n\n<!-- eval:${block} -->\n${old}\n<!-- /eval -->\n\nmore words\n`;

describe('fillQualityPage', () => {
  it('replaces what stands in a block and leaves the words around', () => {
    expect(fillQualityPage(page('dev'), result, null)).toBe(
      '# Words\n\n<!-- eval:dev -->\n| language | sentences | mira | goal for the best |\n| --- | --- | --- | --- |\n' +
        '| zh (characters) | 1 | **50.0 %** | 3.0 % ✗ |\n<!-- /eval -->\n\nmore words\n',
    );
  });

  it('keeps what people wrote about a sentence when the worst are written anew', () => {
    const first = fillQualityPage(page('worst'), result, null);
    expect(first).toContain('| zh01 | mira | 50.0 % | 你好 | 你\\|号 |  |');
    const explained = first.replace('|  |', '| a homophone |');
    expect(fillQualityPage(explained, result, null)).toBe(explained);
  });

  it('says that styles were not measured where there is no result of them', () => {
    expect(fillQualityPage(page('styles'), result, null)).toContain('Not measured yet.');
  });

  it('lists the styles of a preset and language with the fewest errors first, and which is in use', () => {
    const trial = { preset: 'mira', language: 'ko', sentences: 4, units: 100, p808: 3.9, likeness: 0.7 } as const;
    const styles: StylesResult = {
      version: 1,
      at: result.at,
      commit: result.commit,
      machine,
      limit: 4,
      trials: [
        { ...trial, voice: 'a', errors: 12, current: true },
        { ...trial, voice: 'b', errors: 8, current: false, likeness: null },
      ],
    };
    const rows = fillQualityPage(page('styles'), result, styles)
      .split('\n')
      .filter((line) => line.startsWith('| mira'));
    expect(rows).toEqual([
      '| mira | ko | b | 4 | 8.0 % | 3.90 |  |  |',
      '| mira | ko | a | 4 | 12.0 % | 3.90 | 0.70 | now |',
    ]);
  });

  it('refuses a page that asks for a block there is none of', () => {
    expect(() => fillQualityPage(page('nothing'), result, null)).toThrow('there is no block nothing');
  });
});

it('whereLine says how much was measured, so that a small run is not taken for all', () => {
  expect(whereLine(result)).toBe(
    '2026-11-22, commit abc1234, pack kokoro-82m; 5 sentences a language, dev only; CPU, Node v20, onnxruntime-node 1.30; ' +
      'vosk 0.3.45; 10 minutes',
  );
});
