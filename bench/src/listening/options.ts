import { parseArgs } from 'node:util';
import { SENTENCE_LANGUAGES, type SentenceLanguage, type Split } from './sentences.js';

export interface EvalOptions {
  readonly kind: 'run' | 'styles' | 'book' | 'timings' | 'page' | 'help';
  /** Voices to listen to; null: every preset of the pack. */
  readonly voices: readonly string[] | null;
  readonly languages: readonly SentenceLanguage[];
  /** Sentences of each language, spread over all; null: all. */
  readonly limit: number | null;
  readonly split: Split | null;
  /** The same sentences by others on the same model file, too. */
  readonly peers: boolean;
  /** Threads of the engine and of the recogniser; null: every core. */
  readonly threads: number | null;
  /** For `book`: plain texts to read lines of. */
  readonly bookPaths: readonly string[];
  /** Lines of each book, spread over all of it. */
  readonly lines: number;
  /** For `page`: the result to write `docs/quality.md` from. */
  readonly resultPath: string;
}

const USUAL_LINES = 200;

/** @throws Error that says what is wrong with the call */
export function readEvalOptions(args: readonly string[]): EvalOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      voices: { type: 'string' },
      languages: { type: 'string' },
      limit: { type: 'string' },
      split: { type: 'string' },
      peers: { type: 'boolean' },
      threads: { type: 'string' },
      styles: { type: 'boolean' },
      timings: { type: 'boolean' },
      book: { type: 'string' },
      lines: { type: 'string' },
      page: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
    strict: true,
  });
  const languages = listOf(values.languages) ?? SENTENCE_LANGUAGES;
  const { split = null } = values;
  if (split !== null && split !== 'dev' && split !== 'frozen') throw new Error('--split is dev or frozen');
  return {
    kind: kindOf(values),
    voices: listOf(values.voices),
    languages: languages.map(asSentenceLanguage),
    limit: countOf('--limit', values.limit),
    split,
    peers: values.peers === true,
    threads: countOf('--threads', values.threads),
    bookPaths: listOf(values.book) ?? [],
    lines: countOf('--lines', values.lines) ?? USUAL_LINES,
    resultPath: values.page ?? '',
  };
}

interface Asked {
  readonly help?: boolean;
  readonly page?: string;
  readonly styles?: boolean;
  readonly timings?: boolean;
  readonly book?: string;
}

function kindOf({ help, page, styles, timings, book }: Asked): EvalOptions['kind'] {
  if (help === true) return 'help';
  if (page !== undefined) return 'page';
  if (styles === true) return 'styles';
  if (timings === true) return 'timings';
  return book === undefined ? 'run' : 'book';
}

function listOf(value: string | undefined): readonly string[] | null {
  return value === undefined ? null : value.split(',').map((name) => name.trim());
}

function countOf(name: string, value: string | undefined): number | null {
  if (value === undefined) return null;
  const count = Number(value);
  if (!Number.isInteger(count) || count < 1) throw new Error(`${name} must be a whole number above 0`);
  return count;
}

function asSentenceLanguage(name: string): SentenceLanguage {
  const found = SENTENCE_LANGUAGES.find((language) => language === name);
  if (found !== undefined) return found;
  throw new Error(`there are no sentences in ${name}; there are: ${SENTENCE_LANGUAGES.join(', ')}`);
}

export const EVAL_USAGE = [
  'usage: npm run eval -- [--voices a,b] [--languages zh,mixed] [--limit N] [--split dev|frozen] [--peers] [--threads N]',
  '       npm run eval -- --styles [--voices a,b] [--languages ko] [--limit N]   tries the styles of models/eval/styles.tsv',
  '       npm run eval -- --timings [--voices a] [--languages zh] [--limit N]    times of words beside what is heard',
  '       npm run eval -- --book A.txt[,B.txt] [--lines 200] [--voices a]    reads lines of plain texts back',
  '       npm run eval -- --page RESULT.json    writes the tables of docs/quality.md from a result',
  '',
  'Speaks the sentences of models/eval/sentences, has recognisers write down what they hear, and counts the errors. The',
  'first run installs the judges, 2.5 GB, into the cache. What was spoken and judged before is not done again.',
].join('\n');
