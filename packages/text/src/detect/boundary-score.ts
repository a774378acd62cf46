import type { Language } from '@lector/contract';
import { detectText } from './detect-text.js';

/** A sentence of `packages/text/boundaries`: its parts, joined, are the text. */
export interface LabelledSentence {
  readonly id: string;
  readonly parts: readonly (readonly [Language, string])[];
  /** The language the text was asked for. */
  readonly prior?: Language;
  /** The paragraph before it. */
  readonly context?: string;
}

export interface BoundaryScore {
  /** Letters by the language they were labelled with. */
  readonly letters: ReadonlyMap<Language, { readonly right: number; readonly all: number }>;
  /** Sentences with a letter in the wrong language, each with what was found. */
  readonly wrong: readonly string[];
}

const LETTER = /[\p{L}\p{M}]/u;

/** How many letters (Unicode L and M) detection gives the language a person gave them. */
export function scoreBoundaries(sentences: readonly LabelledSentence[]): BoundaryScore {
  const letters = new Map<Language, { right: number; all: number }>();
  const wrong: string[] = [];
  for (const sentence of sentences) {
    const { id, parts, context, prior } = sentence;
    const before = context === undefined ? '' : `${context}\n\n`;
    const found = languagesOf(before + parts.map(([, text]) => text).join(''), prior ?? 'auto');
    let at = before.length;
    let misread = '';
    for (const [language, text] of parts) {
      for (let index = 0; index < text.length; index += 1) {
        if (!LETTER.test(text.charAt(index))) continue;
        const count = letters.get(language) ?? { right: 0, all: 0 };
        letters.set(language, count);
        count.all += 1;
        const seen = found[at + index];
        if (seen === language) count.right += 1;
        else misread += ` ${text.charAt(index)}:${language}>${seen ?? 'none'}`;
      }
      at += text.length;
    }
    if (misread !== '') wrong.push(`${id}${misread}`);
  }
  return { letters, wrong };
}

function languagesOf(text: string, language: 'auto' | Language): readonly (string | undefined)[] {
  const found: (string | undefined)[] = Array.from({ length: text.length });
  for (const detected of detectText(text, language)) {
    for (const { spans } of detected?.sentences ?? []) {
      for (const span of spans) found.fill(span.language, span.start, span.end);
    }
  }
  return found;
}
