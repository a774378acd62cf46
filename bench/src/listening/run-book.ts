import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { bookLine, judgedLine, worstLines, type BookLine, type BookResult } from './book.js';
import { judge } from './judge.js';
import type { EvalOptions } from './options.js';
import { runHead } from './run-head.js';
import { spread } from './sentences.js';
import { openStudio, written, type EvalContext, type Studio, type Utterance } from './studio.js';

const WORST = 10;

/** Plans whole books as a job would, and speaks and judges lines from all over them. */
export async function runBook(options: EvalOptions, context: EvalContext): Promise<BookResult> {
  const startedAt = new Date();
  const studio = await openStudio(context);
  try {
    const voices = options.voices ?? [studio.model.defaultVoice];
    const books = [];
    const spoken: { line: BookLine; voice: string; utterance: Utterance }[] = [];
    for (const path of options.bookPaths) {
      const text = await readBook(path);
      const book = basename(path, extname(path)).replaceAll(/\s+/gu, '-');
      context.progress(`planning ${book}`);
      const segments = studio.speaker.plan(text);
      const characters = [...text];
      books.push({ name: book, codePoints: characters.length, segments: segments.length });
      const lines = spread(segments, options.lines).map((segment) => bookLine(book, characters, segment));
      for (const voice of voices) {
        context.progress(`speaking ${lines.length} lines as ${voice}`);
        for (const line of lines) spoken.push({ line, voice, utterance: await spokenLine(line, voice, studio) });
      }
    }
    await studio.speaker.close();
    const utterances = spoken.map(({ utterance }) => utterance);
    const { utterances: judgements, versions } = await judge(utterances, studio.workDir, context.threads, context);
    const judged = spoken.map(({ line, voice, utterance }, index) => {
      const judgement = judgements[index] ?? { errors: 0, units: 0, seconds: 0 };
      return { line, judgement, kept: judgedLine(line, voice, judgement, utterance.failed) };
    });
    return {
      ...runHead(startedAt, versions),
      books,
      lines: judged.map(({ kept }) => kept),
      worst: worstLines(judged, WORST),
    };
  } finally {
    await studio.speaker.close();
  }
}

/** @throws Error that names the file when it is not plain text in UTF-8 */
async function readBook(path: string): Promise<string> {
  const bytes = await readFile(path);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Error(`a book has to be plain text in UTF-8 [path=${path}]`, { cause });
  }
}

async function spokenLine(line: BookLine, voice: string, studio: Studio): Promise<Utterance> {
  const { id, language, text, spans, segment } = line;
  const sentence = { id, language, text, expected: text, ...(spans === undefined ? {} : { spans }) };
  return await written(sentence, 'lector', voice, studio, async () => {
    const spoken = await studio.speaker.speakSegments([segment], voice);
    const inLine = (offset: number) => offset - segment.start;
    const words = spoken.words.map((word) => ({ ...word, start: inLine(word.start), end: inLine(word.end) }));
    return { ...spoken, words };
  });
}
