import type { Language } from '@lector/contract';

/** The sentences of the listening evaluation: `models/eval/sentences/*.tsv`, columns named in the first line. Pure. */

export type SentenceLanguage = Language | 'mixed';
export const SENTENCE_LANGUAGES: readonly SentenceLanguage[] = ['zh', 'en', 'ja', 'ko', 'yue', 'mixed'];

export type Split = 'dev' | 'frozen';

export interface ExpectedSpan {
  readonly language: Language;
  readonly expected: string;
}

export interface Sentence {
  readonly id: string;
  readonly language: SentenceLanguage;
  /** What is sent to synthesis. */
  readonly text: string;
  /** What a listener writes down, numbers spelled out; of a mixed sentence, its spans joined. */
  readonly expected: string;
  /** Japanese: the reading in hiragana. */
  readonly kana?: string;
  /** Mixed: what is heard in each language, in order. */
  readonly spans?: readonly ExpectedSpan[];
  /** `dev` to tune with, `frozen` to report with. */
  readonly split: Split;
}

/** @throws Error that names the line that does not fit */
export function parseSentences(language: SentenceLanguage, tsv: string): readonly Sentence[] {
  return parseRows(tsv).map((row, index) => {
    const { id, text, expected, split, kana } = row;
    if (!id || !text || !expected || (split !== 'dev' && split !== 'frozen'))
      throw new Error(`a sentence lacks a column or has another split [language=${language}, line=${index + 2}]`);
    if (language !== 'mixed') return { id, language, text, expected, split, ...(kana === undefined ? {} : { kana }) };
    const spans = (JSON.parse(expected) as [Language, string][]).map(([spanLanguage, words]) => ({
      language: spanLanguage,
      expected: words,
    }));
    return { id, language, text, expected: spans.map((span) => span.expected).join(' '), spans, split };
  });
}

/** Rows of a table with a first line of column names. */
export function parseRows(tsv: string): readonly Partial<Record<string, string>>[] {
  const [head = '', ...lines] = tsv.split(/\r?\n/u).filter((line) => line !== '' && !line.startsWith('#'));
  const names = head.split('\t');
  return lines.map((line) => Object.fromEntries(line.split('\t').map((cell, column) => [names[column] ?? '', cell])));
}

/** So many of a list, spread evenly over it: sentences with numbers come last in the files. */
export function spread<T>(items: readonly T[], limit: number | null): readonly T[] {
  if (limit === null || limit >= items.length) return items;
  return Array.from({ length: limit }, (_, index) => items[Math.floor(((index + 0.5) * items.length) / limit)] as T);
}
