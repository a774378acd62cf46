import { buffer } from 'node:stream/consumers';
import { onePositional, UsageError, type CommandInput } from './command.js';

/** The text a command is about: its argument, or standard input for `-`. @throws UsageError */
export async function textArgument(input: CommandInput): Promise<string> {
  const text = onePositional(input, 'TEXT');
  if (text !== '-') return text;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await buffer(process.stdin));
  } catch (error) {
    throw new UsageError('standard input is not UTF-8', { cause: error });
  }
}
