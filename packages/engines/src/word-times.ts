import type { RenderedAudio, Speech, WordPlaces, WordTime, WordTimes } from './engine.js';

/**
 * When words are spoken, from how long an engine spent on each unit of its input (a token, a letter). Every family that
 * tells durations takes the same way: a word's IPA gives a number of units that sound, so counting those finds its own
 * among all, whatever spaces were put between or left out.
 */
export interface Alignment {
  /** The engine's input in order, one character a unit. */
  readonly units: readonly string[];
  /** Units in front of `units` that the durations count too. */
  readonly lead: number;
  /** What a stretch of IPA between spaces becomes. */
  readonly unitsOf: (ipa: string, span: Speech['spans'][number]) => string;
  /** How far sounds come ahead of the frames of their unit, in frames. */
  readonly aheadFrames: number;
  /** Whether the frames of a space between two words are theirs, half each: in running speech there is no pause. */
  readonly sharesSpaces: boolean;
}

/**
 * Exact times from durations; estimated ones where there are none, or they do not belong to this input (a segment rendered
 * in two halves). A word ends with its last sound: pauses, and marks, are in none.
 */
export function wordTimes(
  spans: Speech['spans'],
  words: WordPlaces,
  rendered: RenderedAudio,
  alignment: Alignment,
): WordTimes {
  return exact(spans, words, rendered, alignment) ?? estimatedWordTimes(spans, words, rendered);
}

function exact(
  spans: Speech['spans'],
  words: WordPlaces,
  { durations, samplesPerFrame, sampleRate, silences }: RenderedAudio,
  { units, lead, unitsOf, aheadFrames, sharesSpaces }: Alignment,
): WordTimes | null {
  if (durations === null || samplesPerFrame === null || durations.length < lead + units.length) return null;
  const secondsPerFrame = samplesPerFrame / sampleRate;
  const begins = runningSums(durations);
  const sounding = units.flatMap((unit, index) => (unit === ' ' ? [] : [index]));
  const spaceFrames = (index: number) =>
    sharesSpaces && units[index] === ' ' ? (durations[lead + index] ?? 0) / 2 : 0;
  const seconds = (frames: number) => Math.max(0, frames - aheadFrames) * secondsPerFrame;

  let at = 0;
  let endSeconds = 0;
  const times = spans.map((span, index) => {
    let ipaAt = 0;
    const inSpan = (words[index] ?? []).map(({ ipaStart, ipaEnd }): WordTime => {
      at += soundsIn(unitsOf(span.ipa.slice(ipaAt, ipaStart), span));
      const first = sounding[at];
      const count = soundsIn(unitsOf(span.ipa.slice(ipaStart, ipaEnd), span));
      at += count;
      const last = sounding[at - 1];
      ipaAt = ipaEnd;
      // A word that the engine has no sound for takes no time.
      if (count === 0 || first === undefined || last === undefined) return { startSeconds: endSeconds, endSeconds };
      const from = (begins[lead + first] ?? 0) - spaceFrames(first - 1);
      const to = (begins[lead + last + 1] ?? 0) + spaceFrames(last + 1);
      const time = withoutSilence({ startSeconds: seconds(from), endSeconds: seconds(to) }, silences);
      ({ endSeconds } = time);
      return time;
    });
    at += soundsIn(unitsOf(span.ipa.slice(ipaAt), span));
    return inSpan;
  });
  // Else the words do not belong to this input.
  return at === sounding.length ? { precision: 'exact', spans: times } : null;
}

function soundsIn(units: string): number {
  let count = 0;
  for (const unit of units) if (unit !== ' ') count += 1;
  return count;
}

/** The sum of all before each, and of all. */
function runningSums(numbers: readonly number[]): readonly number[] {
  const sums = [0];
  for (const number of numbers) sums.push((sums.at(-1) ?? 0) + number);
  return sums;
}

/** Models draw the pause behind a clause into its last sound: a word that begins or ends in silence does so at its edge. */
function withoutSilence({ startSeconds, endSeconds }: WordTime, silences: readonly WordTime[]): WordTime {
  let [start, end] = [startSeconds, endSeconds];
  for (const silence of silences) {
    if (silence.startSeconds <= start && start < silence.endSeconds && silence.endSeconds < end)
      start = silence.endSeconds;
    if (silence.startSeconds > start && silence.startSeconds < end && end <= silence.endSeconds)
      end = silence.startSeconds;
  }
  return { startSeconds: start, endSeconds: end };
}

/** In proportion to where the words stand in the IPA, over what can be heard of the audio. */
export function estimatedWordTimes(spans: Speech['spans'], words: WordPlaces, rendered: RenderedAudio): WordTimes {
  const offsets = runningSums(spans.map(({ ipa }) => ipa.length + 1));
  const places = spans.map((_, index) =>
    (words[index] ?? []).map(({ ipaStart, ipaEnd }) => {
      const offset = offsets[index] ?? 0;
      return { start: offset + ipaStart, end: offset + ipaEnd };
    }),
  );
  const flat = places.flat();
  const first = flat[0]?.start ?? 0;
  const length = (flat.at(-1)?.end ?? 0) - first;
  const heard = heardOf(rendered);
  const secondsPerLetter = length === 0 ? 0 : heard.reduce((sum, one) => sum + lengthOf(one), 0) / length;
  return {
    precision: 'estimated',
    spans: places.map((inSpan) =>
      inSpan.map(({ start, end }) => ({
        startSeconds: inAudio((start - first) * secondsPerLetter, heard, 'start'),
        endSeconds: inAudio((end - first) * secondsPerLetter, heard, 'end'),
      })),
    ),
  };
}

function lengthOf({ startSeconds, endSeconds }: WordTime): number {
  return endSeconds - startSeconds;
}

/** What lies between the silences; all of it where nothing else is heard. */
function heardOf({ silences, seconds }: RenderedAudio): readonly WordTime[] {
  const heard: WordTime[] = [];
  let at = 0;
  for (const { startSeconds, endSeconds } of [...silences, { startSeconds: seconds, endSeconds: seconds }]) {
    if (startSeconds > at) heard.push({ startSeconds: at, endSeconds: startSeconds });
    at = endSeconds;
  }
  return heard.length > 0 ? heard : [{ startSeconds: 0, endSeconds: seconds }];
}

/** Seconds of sound as seconds of audio; at a silence a word starts behind it and ends before. */
function inAudio(heardSeconds: number, heard: readonly WordTime[], edge: 'start' | 'end'): number {
  let before = 0;
  for (const stretch of heard) {
    const within = heardSeconds - before;
    if (within < lengthOf(stretch) || (edge === 'end' && within === lengthOf(stretch))) {
      return stretch.startSeconds + within;
    }
    before += lengthOf(stretch);
  }
  return heard.at(-1)?.endSeconds ?? 0;
}
