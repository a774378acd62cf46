import type { ExplainResponse } from '@lector/contract';
import { table } from './progress.js';

type Segment = ExplainResponse['segments'][number];

const HEAD = ['OFFSETS', 'LANG', 'SOURCE', 'SPOKEN', 'IPA', 'RULE'];

/**
 * One row a span; what would break a row (a line end in the source) is shown as one space. Under the spans of a segment stands how it
 * is spoken where anything is to be said of that: pauses, voice, rate, marks, and what is not heard.
 */
export function explainTable(segments: readonly Segment[]): string {
  const rows = segments.map(({ spans }) =>
    spans.map(({ start, end, language, source, spoken, ipa, rule }) =>
      [`${start}–${end}`, language, source, spoken, ipa, rule].map((cell) => cell.replaceAll(/\s+/g, ' ').trim()),
    ),
  );
  const lines = table([HEAD, ...rows.flat()]).split('\n');
  const blocks = segments.map((segment) =>
    [...lines.splice(1, segment.spans.length), ...underneath(segment).map((line) => `  ${line}`)].join('\n'),
  );
  return `${lines[0] ?? ''}\n${blocks.join('\n\n')}`;
}

function underneath(segment: Segment): readonly string[] {
  const { lead_ms: lead, pause_ms: pause, voice, rate, gain, marks = [], notes = [] } = segment;
  const manner = [
    ...(lead === undefined ? [] : [`after ${lead} ms of silence`]),
    ...(voice === undefined ? [] : [`voice ${voice}`]),
    ...(rate === undefined ? [] : [`rate ${rate}`]),
    ...(gain === undefined ? [] : [`loudness ${gain}`]),
    ...marks.map(({ name, offset }) => `mark ${name} at ${offset}`),
    ...(pause === 0 ? [] : [`then a pause of ${pause} ms`]),
  ];
  const told = notes.map(({ start, end, reason }) => `${start}–${end}: ${reason}`);
  return [...(manner.length === 0 ? [] : [manner.join(', ')]), ...told];
}
