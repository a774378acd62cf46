import type { Language } from '@lector/contract';
import { paragraphsOf, type Paragraph } from '../segment/paragraphs.js';
import { sentencesOf } from '../segment/sentences.js';
import { STEP } from '../steps.js';
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

/**
 * Paragraphs, sentences and languages of a text: no dictionaries, linear. Between the paragraphs, and often inside a long
 * one, it yields nothing: a step, at which the caller may let other work run.
 */
export function* detectText(text: string, language: 'auto' | Language): Generator<DetectedParagraph | undefined> {
  const priors = yield* priorsOf(text, language);
  for (const paragraph of yield* paragraphsOf(text)) {
    const sentences = yield* sentencesOf(text, paragraph);
    const spans = yield* detectSpans(text, sentences, priors);
    const detected: DetectedSentence[] = [];
    for (const [index, { start, end }] of sentences.entries()) {
      if (index % STEP === STEP - 1) yield;
      detected.push({ start, end, spans: spans[index] ?? [] });
    }
    yield { paragraph, sentences: detected };
  }
}
