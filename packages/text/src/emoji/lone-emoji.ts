import type { Language } from '@lector/contract';
import type { ReadParagraph, ReadSentence } from '../reading/detect-reading.js';
import { trim } from '../stretch.js';
import { findEmoji } from './find-emoji.js';

/**
 * Sentences of emoji alone, which detection finds no language for, take that of the sentence before them, else of the next. Only
 * where emoji are read. A text of nothing else stays without: nobody can tell who should speak it.
 */
export function tellLoneEmoji(text: string, paragraphs: readonly ReadParagraph[]): readonly ReadParagraph[] {
  let language = firstLanguage(paragraphs);
  if (language === undefined) return paragraphs;
  const told = (sentence: ReadSentence): ReadSentence => {
    const { start, end, spans } = sentence;
    language = spans.at(-1)?.language ?? language;
    if (language === undefined || spans.length > 0 || findEmoji(text.slice(start, end)).length === 0) return sentence;
    return { start, end, spans: [{ ...trim(text, start, end), language, rule: 'emoji:near' }] };
  };
  return paragraphs.map(({ paragraph, sentences }) => ({ paragraph, sentences: sentences.map(told) }));
}

function firstLanguage(paragraphs: readonly ReadParagraph[]): Language | undefined {
  for (const { sentences } of paragraphs) {
    for (const { spans } of sentences) {
      if (spans[0] !== undefined) return spans[0].language;
    }
  }
  return undefined;
}
