import { buffer } from 'node:stream/consumers';
import { onePositional, UsageError, type CommandInput } from './command.js';

/** An argument that is SSML, not plain text. */
export const SSML_OPTION = { ssml: { type: 'boolean', help: 'the text is an SSML document' } } as const;

/** The same as a field of a request. @throws UsageError */
export async function textInput(input: CommandInput): Promise<{ readonly text: string } | { readonly ssml: string }> {
  const text = await textArgument(input);
  return input.values['ssml'] === true ? { ssml: text } : { text };
}

/** The text a command is about: its argument, or standard input for `-`. @throws UsageError */
async function textArgument(input: CommandInput): Promise<string> {
  const text = onePositional(input, 'TEXT');
  if (text !== '-') return text;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await buffer(process.stdin));
  } catch (error) {
    throw new UsageError('standard input is not UTF-8', { cause: error });
  }
}
