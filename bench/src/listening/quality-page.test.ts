import { describe, expect, it } from 'vitest';
import type { BookResult } from './book.js';
import { fillQualityPage, whereLine, type Besides } from './quality-page.js';
import type { EvalResult } from './result.js';
import type { StylesResult } from './styles.js';
import type { TimingsResult } from './timings.js';

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

const NOTHING: Besides = { styles: null, present: [], book: null, timings: null };

const page = (block: string, old = 'old') =>
  `# Words\n\n<!-- eval:${block} -->\n${old}\n<!-- /eval -->\n\nmore words\n`;

describe('fillQualityPage', () => {
  it('replaces what stands in a block and leaves the words around', () => {
    expect(fillQualityPage(page('dev'), result, NOTHING)).toBe(
      '# Words\n\n<!-- eval:dev -->\n| language | sentences | mira | goal for the best |\n| --- | --- | --- | --- |\n' +
        '| zh (characters) | 1 | **50.0 %** | 3.0 % ✗ |\n<!-- /eval -->\n\nmore words\n',
    );
  });

  it('keeps what people wrote about a sentence when the worst are written anew', () => {
    const first = fillQualityPage(page('worst'), result, NOTHING);
    expect(first).toContain('| zh01 | mira | 50.0 % | 你好 | 你\\|号 |  |');
    const explained = first.replace('|  |', '| a homophone |');
    expect(fillQualityPage(explained, result, NOTHING)).toBe(explained);
  });

  it('says that styles were not measured where there is no result of them', () => {
    expect(fillQualityPage(page('styles'), result, NOTHING)).toContain('Not measured yet.');
  });

  it('lists the styles of a preset and language with the fewest errors first, which was in use and which is', () => {
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
    const present = [{ preset: 'mira', language: 'ko', voice: 'b' }] as const;
    const rows = fillQualityPage(page('styles'), result, { ...NOTHING, styles, present })
      .split('\n')
      .filter((line) => line.startsWith('| mira'));
    expect(rows).toEqual([
      '| mira | ko | b | 4 | 8.0 % | 3.90 |  | chosen |',
      '| mira | ko | a | 4 | 12.0 % | 3.90 | 0.70 | before |',
    ]);
  });

  it('says of which books how much was read back, and keeps what people wrote about the worst lines', () => {
    const book: BookResult = {
      ...result,
      books: [{ name: 'stone', codePoints: 9_000, segments: 400 }],
      lines: [
        {
          id: 'stone-7',
          book: 'stone',
          voice: 'mira',
          start: 50,
          end: 60,
          seconds: 3,
          errors: 1,
          units: 8,
          parts: [{ language: 'zh', errors: 1, units: 8 }],
        },
      ],
      worst: [
        { id: 'stone-7', voice: 'mira', rate: 0.125, text: '他\n说', spoken: '他说', ipa: 'tʰa', heard: '她说|了' },
      ],
    };
    const filled = fillQualityPage(page('book') + page('book-worst'), result, { ...NOTHING, book });
    expect(filled).toContain('; 1 of 400 segments of stone (9000 code points); ');
    expect(filled).toContain('| stone | mira | zh | 1 | 8 | 12.5 % | 0 |');
    expect(filled).toContain('| stone-7 | mira | 12.5 % | 他 说 | 他说 | tʰa | 她说\\|了 |  |');
    const explained = filled.replace('|  |', '| an old word |');
    expect(fillQualityPage(explained, result, { ...NOTHING, book })).toBe(explained);
  });

  it('sets the times of words beside the sound and beside the recogniser, with its own error and a goal for all', () => {
    const timings: TimingsResult = {
      ...result,
      utterances: [
        {
          id: 'zh01',
          voice: 'mira',
          language: 'zh',
          words: 4,
          inOrder: true,
          uncovered: 1,
          heard: { starts: [-20, 60], ends: [-30] },
          atSilence: { starts: [10], ends: [] },
        },
      ],
      seams: [{ language: 'zh', lateMs: 40 }],
    };
    const filled = fillQualityPage(page('timings'), result, { ...NOTHING, timings });
    expect(filled).toContain('; 5 sentences a language, dev only as mira; ');
    expect(filled).toContain('| zh | 1 | 4 | 1 ✓ | 0 ✗ |');
    expect(filled).toContain('| zh | starts, all words | 3 | 20 | 56 | +10 | 30 | 48 | 80 and 200 ✓ |');
    expect(filled).toContain('| zh | starts behind silence, beside the sound | 1 | 10 | 10 | +10 | 0 | 0 |  |');
    expect(filled).toContain('| zh | the recogniser at seams | 1 | 40 | 40 | +40 | 0 | 0 |  |');
    expect(filled).toContain('| zh | ends before silence, beside the sound | 0 |  |  |  |  |  |  |');
  });

  it('refuses a page that asks for a block there is none of', () => {
    expect(() => fillQualityPage(page('nothing'), result, NOTHING)).toThrow('there is no block nothing');
  });
});

it('whereLine says how much was measured, so that a small run is not taken for all', () => {
  expect(whereLine(result)).toBe(
    '2026-11-22, commit abc1234, pack kokoro-82m; 5 sentences a language, dev only; CPU, Node v20, onnxruntime-node 1.30; ' +
      'vosk 0.3.45; 10 minutes',
  );
});
