import { z } from 'zod';
import type { BodyRule } from './request-body.js';

/** A text to speak comes as plain text or as SSML, never as both. */

export const TextField = z
  .string()
  .optional()
  .describe(
    'Plain text, any mix of the languages with a voice; this or `ssml`. Tags in square brackets and ruby are read.',
  );
export const SsmlField = z
  .string()
  .optional()
  .describe('An SSML document, in place of `text`. Offsets are its code points.');

export type TextFormat = 'plain' | 'ssml';

export interface SubmittedText {
  readonly text: string;
  readonly format: TextFormat;
}

const given = (field: string) => ({ required: [field], properties: { [field]: { type: 'string' } } });
/** The same in an OpenAPI document. */
export const ONE_TEXT = { oneOf: [given('text'), given('ssml')] };

interface OneText {
  readonly text?: string | undefined;
  readonly ssml?: string | undefined;
}

/** Of a request whose shape was checked. */
export function submittedText({ text, ssml }: OneText): SubmittedText {
  return ssml === undefined ? { text: text ?? '', format: 'plain' } : { text: ssml, format: 'ssml' };
}

/** The field a text came in, to be sent again. */
export function textField({ text, format }: SubmittedText): { readonly text: string } | { readonly ssml: string } {
  return format === 'ssml' ? { ssml: text } : { text };
}

/** Of every request with a text: it has one, and not two. */
export const ONE_TEXT_RULES: readonly BodyRule[] = [
  {
    holds: ({ text, ssml }) => isGiven(text) || isGiven(ssml),
    path: 'text',
    error: 'is required, or ssml in its place',
  },
  {
    holds: ({ text, ssml }) => !isGiven(text) || !isGiven(ssml),
    path: 'ssml',
    error: 'comes in place of text, not beside it',
  },
];

function isGiven(text: unknown): boolean {
  return text !== undefined && text !== null;
}
