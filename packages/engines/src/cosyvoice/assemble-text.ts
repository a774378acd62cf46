import type { Language } from '@lector/contract';
import type { Speech } from '../engine.js';

/**
 * The text the model reads, of the spoken forms of a segment's spans: one line in the punctuation of each language, with
 * spaces only where its script has them, and with a mark at its end, as in what the model learned from.
 */

type Span = Pick<Speech['spans'][number], 'language' | 'spoken'>;

/** Punctuation of the scripts that are as wide as Han; Korean and English have the ASCII marks. */
const WIDE_MARKS: Readonly<Partial<Record<Language, Readonly<Record<string, string>>>>> = {
  zh: { ',': '，', '.': '。', '!': '！', '?': '？', ':': '：', ';': '；' },
  yue: { ',': '，', '.': '。', '!': '！', '?': '？', ':': '：', ';': '；' },
  ja: { ',': '、', '.': '。', '!': '！', '?': '？', ':': '：', ';': '；' },
};

const MARK = /[,.!?:;]/gu;
const ENDS = /[.!?。！？…][\p{Pe}\p{Pf}"']*$/u;
/** A pause at the end would promise more. */
const PAUSE_AT_END = /[\s,，、;；:：]+$/u;
/** Han, kana and their marks: nothing of it is set apart by spaces. */
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\u3000-\u303F\uFF00-\uFFEF]/u;

/** Empty when there is nothing to speak. */
export function assembleText(spans: readonly Span[]): string {
  const text = spans.map(marked).reduce((before, next) => `${before} ${next}`, '');
  const line = withoutSpacesOfWideScripts(text).replace(PAUSE_AT_END, '');
  if (!/[\p{L}\p{N}]/u.test(line)) return '';
  return ENDS.test(line) ? line : line + endOf(spans.at(-1)?.language);
}

function marked({ language, spoken }: Span): string {
  const wide = WIDE_MARKS[language];
  return wide === undefined ? spoken : spoken.replaceAll(MARK, (mark) => wide[mark] ?? mark);
}

function endOf(language: Language | undefined): string {
  return (language === undefined ? undefined : WIDE_MARKS[language]?.['.']) ?? '.';
}

/** A space stays only between two of the scripts that have spaces; a mark in ASCII has none before it. */
function withoutSpacesOfWideScripts(text: string): string {
  return text
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replaceAll(/ (?=[,.!?:;])/gu, '')
    .replaceAll(/(.) (?=(.))/gu, (space, before: string, after: string) =>
      WIDE.test(before) || WIDE.test(after) ? before : space,
    );
}
