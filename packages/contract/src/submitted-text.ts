import { z } from 'zod';

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

/** The same in an OpenAPI document. */
export const ONE_TEXT = { oneOf: [{ required: ['text'] }, { required: ['ssml'] }] };

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

/** For `refine`, also where other fields are wrong: all faults of a body are named at once. */
const always = ({ value }: { readonly value: unknown }) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const hasText = ({ text, ssml }: OneText): boolean => text !== undefined || ssml !== undefined;
export const NO_TEXT = { path: ['text'], error: 'is required, or ssml in its place', when: always };
export const hasOneText = ({ text, ssml }: OneText): boolean => text === undefined || ssml === undefined;
export const TWO_TEXTS = { path: ['ssml'], error: 'comes in place of text, not beside it', when: always };
