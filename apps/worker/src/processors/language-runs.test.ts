import { describe, expect, it } from 'vitest';
import type { Plan } from '@lector/text';
import type { Language } from '@lector/contract';
import { languageRuns } from './language-runs.js';

const span = (start: number, end: number, language: Language) => ({
  start,
  end,
  language,
  source: '',
  spoken: '',
  ipa: '',
  rule: '',
});

describe('languageRuns', () => {
  it('joins neighbouring spans of one language across segments', () => {
    const plan: Plan = {
      version: 1,
      segments: [
        { index: 0, start: 0, end: 12, pauseMs: 0, spans: [span(0, 5, 'en'), span(6, 12, 'zh')] },
        { index: 1, start: 12, end: 20, pauseMs: 0, spans: [span(12, 15, 'zh'), span(15, 20, 'ja')] },
      ],
    };
    expect(languageRuns(plan)).toEqual([
      { start: 0, end: 5, language: 'en' },
      { start: 6, end: 15, language: 'zh' },
      { start: 15, end: 20, language: 'ja' },
    ]);
  });
});
