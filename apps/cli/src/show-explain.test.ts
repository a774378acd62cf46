import { describe, expect, it } from 'vitest';
import { explainTable } from './show-explain.js';

const span = (start: number, end: number, source: string) => ({
  start,
  end,
  language: 'en' as const,
  source,
  spoken: source,
  ipa: 'həlˈoʊ',
  rule: 'latin',
  words: [],
});

describe('the table of explain', () => {
  it('has a row for each span and a line between segments', () => {
    const segments = [
      { index: 0, start: 0, end: 3, pause_ms: 0, spans: [span(0, 1, 'a'), span(1, 3, 'b\nc')] },
      { index: 1, start: 4, end: 5, pause_ms: 0, spans: [span(4, 5, 'd')] },
    ];
    expect(explainTable(segments).split('\n')).toEqual([
      'OFFSETS  LANG  SOURCE  SPOKEN  IPA     RULE',
      '0–1      en    a       a       həlˈoʊ  latin',
      '1–3      en    b c     b c     həlˈoʊ  latin',
      '',
      '4–5      en    d       d       həlˈoʊ  latin',
    ]);
  });

  it('tells how a segment is spoken and what of it is not heard', () => {
    const segment = {
      index: 0,
      start: 0,
      end: 9,
      lead_ms: 200,
      pause_ms: 350,
      voice: 'theo',
      rate: 0.8,
      gain: 0,
      marks: [{ name: 'here', offset: 3 }],
      notes: [{ start: 5, end: 6, reason: 'no_reading' }],
      spans: [span(0, 9, 'a')],
    };
    expect(explainTable([segment]).split('\n').slice(2)).toEqual([
      '  after 200 ms of silence, voice theo, rate 0.8, loudness 0, mark here at 3, then a pause of 350 ms',
      '  5–6: no_reading',
    ]);
  });
});
