import type { Language } from '@lector/contract';
import { paragraphsOf, type Paragraph } from '../segment/paragraphs.js';
import { sentencesOf } from '../segment/sentences.js';
import { priorsOf } from './priors.js';
import type { Stretch } from '../stretch.js';
import { detectSpans, type DetectedSpan } from './spans.js';

export interface DetectedParagraph {
  readonly paragraph: Paragraph;
  readonly sentences: readonly DetectedSentence[];
}

export interface DetectedSentence extends Stretch {
  readonly spans: readonly DetectedSpan[];
}

/** Paragraphs, sentences and languages of a text, one paragraph at a time: no dictionaries, linear. */
export function* detectText(text: string, language: 'auto' | Language): Generator<DetectedParagraph> {
  const priors = priorsOf(text, language);
  for (const paragraph of paragraphsOf(text)) {
    const sentences = sentencesOf(text, paragraph);
    const spans = detectSpans(text, sentences, priors);
    yield { paragraph, sentences: sentences.map((sentence, index) => ({ ...sentence, spans: spans[index] ?? [] })) };
  }
}
