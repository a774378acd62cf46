import { type CommandInput, type OptionSpec, stringValues } from './command.js';

/** Of every command that has a text read. */
export const LEXICON_OPTION = {
  lexicon: { type: 'string', multiple: true, help: 'a lexicon to read it with, ID or ID@VERSION; may be given again' },
} as const satisfies Record<string, OptionSpec>;

/** What it asks for, in the words of the API. */
export function lexiconInput(input: CommandInput): { readonly lexicons?: string[] } {
  const lexicons = stringValues(input, 'lexicon');
  return lexicons.length === 0 ? {} : { lexicons: [...lexicons] };
}
