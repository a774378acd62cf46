import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { wavHeader } from '@lector/audio';
import type { Language } from '@lector/contract';
import { align, type Aligned, type AlignEntry } from './judge.js';
import type { EvalOptions } from './options.js';
import { chosenSentences } from './run-eval.js';
import { runHead } from './run-head.js';
import { FULL_ENERGY, soundEdges, type SoundEdges } from './sound-edges.js';
import type { Spoken } from './speaker.js';
import { openStudio, type EvalContext, type Studio } from './studio.js';
import { differences, inOrder, milliseconds, piecesOf, uncoveredLetters, type TimingsResult } from './timings.js';

/** A sentence as it was spoken. */
interface Utterance extends AlignEntry {
  readonly id: string;
  readonly voice: string;
  readonly text: string;
  readonly spoken: Spoken;
  readonly edges: SoundEdges;
}

/** Two of them as one, the second right behind the first. */
interface Seam extends AlignEntry {
  /** Where the first ends and the second begins. */
  readonly seconds: number;
  /** Words of the first. */
  readonly words: number;
}

const BYTES_PER_SAMPLE = 2;

/** Speaks the sentences of single languages and sets the times of their words beside what is heard. */
export async function runTimings(options: EvalOptions, context: EvalContext): Promise<TimingsResult> {
  const startedAt = new Date();
  const studio = await openStudio(context);
  try {
    const sentences = await chosenSentences(options, context.progress);
    const utterances: Utterance[] = [];
    for (const voice of options.voices ?? [studio.model.defaultVoice]) {
      context.progress(`speaking ${sentences.length} sentences as ${voice}`);
      for (const { id, language, text } of sentences)
        if (language !== 'mixed') utterances.push(await spokenUtterance(id, language, text, voice, studio));
    }
    await studio.speaker.close();
    const seams = await seamsOf(utterances, studio);
    const entries = [...utterances, ...seams].map(({ language, file, pieces }) => ({ language, file, pieces }));
    const aligned = await align(entries, studio.workDir, context.threads, context);
    const heard = (index: number): Aligned['words'] => aligned.utterances[index]?.words ?? [];
    return {
      ...runHead(startedAt, aligned.versions),
      call: { limit: options.limit, split: options.split },
      utterances: utterances.map(({ id, voice, language, text, spoken, pieces, edges }, index) => ({
        id,
        voice,
        language,
        words: spoken.words.length,
        inOrder: inOrder(spoken.words, [...text].length, spoken.seconds),
        uncovered: uncoveredLetters(text, spoken.words) + uncoveredLetters(text, spoken.sentences),
        ...differences(spoken.words, pieces, edges, heard(index)),
      })),
      seams: seams.flatMap(({ language, seconds, words }, index) => {
        const begins = heard(utterances.length + index)[words]?.startSeconds;
        return begins === undefined ? [] : [{ language, lateMs: milliseconds(begins - seconds) }];
      }),
    };
  } finally {
    await studio.speaker.close();
  }
}

async function spokenUtterance(
  id: string,
  language: Language,
  text: string,
  voice: string,
  { speaker, audioDir }: Studio,
): Promise<Utterance> {
  const spoken = await speaker.speak(text, voice);
  const file = join(audioDir, `lector-${voice}-${id}.wav`);
  await writeFile(file, spoken.wav);
  const pieces = piecesOf(text, spoken.words, language);
  return { id, voice, language, text, file, pieces, spoken, edges: soundEdges(spoken.pcm, spoken.sampleRate) };
}

/** Every two neighbours of a language and voice, without the silence between them: running speech with a time that is known. */
async function seamsOf(utterances: readonly Utterance[], { audioDir }: Studio): Promise<readonly Seam[]> {
  const seams: Seam[] = [];
  for (let index = 0; index + 1 < utterances.length; index += 2) {
    const [first, second] = [utterances[index], utterances[index + 1]];
    if (first === undefined || second === undefined) continue;
    const { sampleRate } = first.spoken;
    // What fades away at the end of a sentence would count as a pause.
    const end = soundEdges(first.spoken.pcm, sampleRate, FULL_ENERGY).ends.at(-1);
    const onset = second.edges.onsets[0];
    if (end === undefined || onset === undefined) continue;
    if (first.language !== second.language || first.voice !== second.voice) continue;
    const at = (seconds: number) => Math.round(seconds * sampleRate) * BYTES_PER_SAMPLE;
    const pcm = Buffer.concat([first.spoken.pcm.subarray(0, at(end)), second.spoken.pcm.subarray(at(onset))]);
    const file = join(audioDir, `seam-${first.voice}-${first.id}-${second.id}.wav`);
    await writeFile(file, Buffer.concat([wavHeader({ sampleRate, channels: 1, bytes: pcm.length }), pcm]));
    seams.push({
      language: first.language,
      file,
      // Without its mark: at one the recogniser expects a pause.
      pieces: [...first.pieces.slice(0, -1), '', ...second.pieces],
      seconds: end,
      words: first.spoken.words.length,
    });
  }
  return seams;
}
