import type { Language } from '@lector/contract';
import type { RunHead } from './result.js';
import type { SoundEdges } from './sound-edges.js';
import type { Split } from './sentences.js';
import type { HeardWord } from './span-cuts.js';

/**
 * How far the times of words are off: beside the edges of sound where words begin or end at silence, which is exact, and beside a
 * recogniser in running speech, whose own error is told by seams whose time is known. Differences are milliseconds, positive
 * where the product (or, at seams, the recogniser) is late. Pure.
 */

/** Content of `models/eval/results/timings.json`. */
export interface TimingsResult extends RunHead {
  readonly call: { readonly limit: number | null; readonly split: Split | null };
  readonly utterances: readonly UtteranceTimings[];
  /** Two sentences put together without silence: how far the recogniser is from where they were. */
  readonly seams: readonly { readonly language: Language; readonly lateMs: number }[];
}

export interface Edges {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

export interface UtteranceTimings {
  readonly id: string;
  readonly voice: string;
  readonly language: Language;
  readonly words: number;
  /** Nothing runs backwards, and all lies within the audio. */
  readonly inOrder: boolean;
  /** Letters and digits of the text that are in no word, or in no sentence. */
  readonly uncovered: number;
  /** Of words in running speech, beside the recogniser. */
  readonly heard: Edges;
  /** Of words that begin behind silence or end before it, beside the edges of sound. */
  readonly atSilence: Edges;
}

/** A text as the recogniser is told it: words at even places, what stands behind each at odd ones. */
export function piecesOf(
  text: string,
  words: readonly Pick<HeardWord, 'start' | 'end'>[],
  language: Language,
): readonly string[] {
  const characters = [...text];
  const between = (from: number, to: number | undefined) => characters.slice(from, to).join('');
  // Where words are written apart, their tokens begin with the space.
  const spaced = language === 'en' || language === 'ko';
  return words.flatMap(({ start, end }, index) => {
    const apart = spaced && (index === 0 || /\s/u.test(characters[start - 1] ?? ''));
    return [(apart ? ' ' : '') + between(start, end), between(end, words[index + 1]?.start).trim()];
  });
}

/** Whether times and offsets never run backwards and stay within text and audio. */
export function inOrder(words: readonly HeardWord[], codePoints: number, seconds: number): boolean {
  return words.every((word, index) => {
    const before = words[index - 1] ?? { start: 0, end: 0, startSeconds: 0, endSeconds: 0 };
    return (
      word.start >= before.end &&
      word.end > word.start &&
      word.end <= codePoints &&
      word.startSeconds >= before.startSeconds &&
      word.endSeconds >= word.startSeconds &&
      word.endSeconds >= before.endSeconds &&
      word.endSeconds <= seconds
    );
  });
}

/** How many letters and digits of a text lie in none of the stretches. */
export function uncoveredLetters(
  text: string,
  stretches: readonly { readonly start: number; readonly end: number }[],
): number {
  return [...text].filter(
    (character, at) => /[\p{L}\p{N}]/u.test(character) && !stretches.some(({ start, end }) => start <= at && at < end),
  ).length;
}

/** A sound edge further away belongs to another pause. */
const NEAR_SECONDS = 0.3;
/** The same where no mark asks for a pause and the voice made one all the same. */
const NEAR_UNASKED_SECONDS = 0.1;
/** Between a stop's closure, silent to 0.1 s, and a breath. */
const PAUSE_SECONDS = 0.12;
/** What a voice may pause at. */
const MARK = /[\p{P}\p{S}]/u;

/**
 * Each word's start beside the edge of sound where the voice paused before it (at the opening, behind a mark, or of itself), else beside
 * the recogniser; and its end likewise. The recogniser counts silence to the words around it: there it is not asked.
 */
export function differences(
  words: readonly HeardWord[],
  pieces: readonly string[],
  edges: SoundEdges,
  heard: readonly Pick<HeardWord, 'startSeconds' | 'endSeconds'>[],
): Pick<UtteranceTimings, 'heard' | 'atSilence'> {
  const found = {
    heard: { starts: [] as number[], ends: [] as number[] },
    atSilence: { starts: [] as number[], ends: [] as number[] },
  };
  const pauses = pausesOf(edges);
  for (const [index, word] of words.entries()) {
    const opens = index === 0 || MARK.test(pieces[2 * index - 1] ?? '');
    const closes = index === words.length - 1 || MARK.test(pieces[2 * index + 1] ?? '');
    const onset = opens
      ? nearest(edges.onsets, word.startSeconds, NEAR_SECONDS)
      : nearest(pauses.onsets, word.startSeconds, NEAR_UNASKED_SECONDS);
    const end = closes
      ? nearest(edges.ends, word.endSeconds, NEAR_SECONDS)
      : nearest(pauses.ends, word.endSeconds, NEAR_UNASKED_SECONDS);
    const times = heard[index];
    if (onset !== undefined) found.atSilence.starts.push(milliseconds(word.startSeconds - onset));
    else if (times !== undefined && !opens)
      found.heard.starts.push(milliseconds(word.startSeconds - times.startSeconds));
    if (end !== undefined) found.atSilence.ends.push(milliseconds(word.endSeconds - end));
    else if (times !== undefined && !closes) found.heard.ends.push(milliseconds(word.endSeconds - times.endSeconds));
  }
  return found;
}

/** The edges of silences long enough for a pause that no mark asks for. */
function pausesOf({ onsets, ends }: SoundEdges): SoundEdges {
  const isPause = (end: number, onset: number) => onset > end && onset - end >= PAUSE_SECONDS;
  const before = (onset: number) => ends.filter((end) => end < onset).at(-1);
  const behind = (end: number) => onsets.find((onset) => onset > end);
  return {
    onsets: onsets.filter((onset) => isPause(before(onset) ?? -Infinity, onset)),
    ends: ends.filter((end) => isPause(end, behind(end) ?? Infinity)),
  };
}

function nearest(edges: readonly number[], seconds: number, within: number): number | undefined {
  const distance = (edge: number) => Math.abs(edge - seconds);
  const [best] = [...edges].sort((a, b) => distance(a) - distance(b));
  return best !== undefined && distance(best) <= within ? best : undefined;
}

export function milliseconds(seconds: number): number {
  return Math.round(seconds * 1000);
}
