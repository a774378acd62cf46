import { type Cue, cuesOf } from './cues.js';
import { oneLine } from './cue-text.js';
import {
  visible,
  type MarkTiming,
  type SentenceTiming,
  type TimingLevel,
  type TimingPrecision,
  type WordTiming,
} from './sentence-timing.js';

/** What clients read timings as. Text comes in chunks, one sentence or cue each: a book's timings are megabytes. */
export type TimingFormat = 'json' | 'srt' | 'vtt';

export interface TimingFacts {
  readonly precision: TimingPrecision;
  readonly level: TimingLevel;
}

export function timingContentType(format: TimingFormat): string {
  return { json: 'application/json', srt: 'application/x-subrip; charset=utf-8', vtt: 'text/vtt; charset=utf-8' }[
    format
  ];
}

export function writeTimings(
  format: TimingFormat,
  facts: TimingFacts,
  sentences: AsyncIterable<SentenceTiming>,
): AsyncGenerator<string> {
  switch (format) {
    case 'json':
      return json(facts, sentences);
    case 'srt':
      return srt(sentences);
    case 'vtt':
      return vtt(sentences);
  }
}

// JSON ----------------------------------------------------------------------------------------------------------------

/** One sentence a line; see `Timings` in `@lector/contract`. Marks, a thousand at most, come when all sentences are told. */
async function* json(facts: TimingFacts, sentences: AsyncIterable<SentenceTiming>): AsyncGenerator<string> {
  yield `{"precision":"${facts.precision}","level":"${facts.level}","sentences":[`;
  let separator = '\n';
  const marks: MarkTiming[] = [];
  for await (const sentence of sentences) {
    const characters = [...sentence.text];
    const written = (word: WordTiming) =>
      visible(characters.slice(word.start - sentence.start, word.end - sentence.start).join(''));
    const words = sentence.words.map((word) => ({ ...view(word), text: written(word) }));
    const whole = { ...view(sentence), text: oneLine(sentence.text), precision: sentence.precision };
    for (const mark of sentence.marks ?? []) marks.push(mark);
    yield separator + JSON.stringify(facts.level === 'word' ? { ...whole, words } : whole);
    separator = ',\n';
  }
  const named = marks.length === 0 ? '' : `,"marks":${JSON.stringify(marks)}`;
  yield `\n]${named}}\n`;
}

function view({ start, end, startSeconds, endSeconds }: WordTiming) {
  return { start, end, start_seconds: startSeconds, end_seconds: endSeconds };
}

// SubRip --------------------------------------------------------------------------------------------------------------

async function* srt(sentences: AsyncIterable<SentenceTiming>): AsyncGenerator<string> {
  let number = 0;
  for await (const { startMs, endMs, lines } of cuesOf(sentences)) {
    number += 1;
    yield `${number}\n${clock(startMs, ',')} --> ${clock(endMs, ',')}\n${lines.map(srtLine).join('\n')}\n\n`;
  }
}

/** What players would take for markup (`<i>`, `{\an8}`, an arrow) is parted by an invisible character: SubRip has no escapes. */
function srtLine(line: Cue['lines'][number]): string {
  return lineText(line).replaceAll(/<(?=[A-Za-z/])|\{(?=\\)|--(?=>)/gu, '$&\u2060');
}

// WebVTT --------------------------------------------------------------------------------------------------------------

async function* vtt(sentences: AsyncIterable<SentenceTiming>): AsyncGenerator<string> {
  yield 'WEBVTT\n\n';
  for await (const cue of cuesOf(sentences)) {
    yield `${clock(cue.startMs, '.')} --> ${clock(cue.endMs, '.')}\n${vttText(cue)}\n\n`;
  }
}

/** Each word behind the time it is heard at, for players that light words up. Times inside a cue must rise. */
function vttText({ startMs, endMs, lines }: Cue): string {
  let lastMs = startMs;
  return lines
    .map((line) => {
      let text = '';
      for (const piece of line) {
        const { startMs: at } = piece;
        if (at !== undefined && at > lastMs && at < endMs) {
          text += `<${clock(at, '.')}>`;
          lastMs = at;
        }
        text += escaped(piece.text.replace(/\s+/gu, ' '));
      }
      return text.trim();
    })
    .join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

// Both ----------------------------------------------------------------------------------------------------------------

function lineText(line: Cue['lines'][number]): string {
  return oneLine(line.map(({ text }) => text).join(''));
}

/** `01:02:03,400`; hours go on past 99. */
function clock(ms: number, decimal: ',' | '.'): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const seconds = Math.floor(ms / 1000);
  const hours = Math.floor(seconds / 3600);
  const time = [two(hours), two(Math.floor(seconds / 60) % 60), two(seconds % 60)].join(':');
  return `${time}${decimal}${String(ms % 1000).padStart(3, '0')}`;
}
