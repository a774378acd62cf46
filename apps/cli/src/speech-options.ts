import { EmojiReading, TimingLevel } from '@lector/contract';
import type { OptionSpec } from './command.js';
import { LEXICON_OPTION, lexiconInput } from './lexicon-option.js';
import { oneOf, stringValue, UsageError, type CommandInput } from './command.js';

/** Of every command that has something read. */
export const EMOJI_OPTION = {
  emoji: { type: 'string', help: 'drop or name: leave emoji out (the default), or read their names' },
} as const satisfies Record<string, OptionSpec>;

/** What that option asks for. @throws UsageError */
export function emojiInput(input: CommandInput): { readonly emoji?: EmojiReading } {
  const emoji = oneOf(input, 'emoji', EmojiReading.options);
  return emoji === undefined ? {} : { emoji };
}

/** Of every command that has something read, spoken or listed by a pack. */
export const PACK_OPTION = {
  pack: { type: 'string', help: 'a model pack of the deployment; its first when absent' },
} as const satisfies Record<string, OptionSpec>;

/** What that option asks for. */
export function packInput(input: CommandInput): { readonly pack?: string } {
  const pack = stringValue(input, 'pack');
  return pack === undefined ? {} : { pack };
}

/** Options of every command that has something spoken. */
export const SPEECH_OPTIONS = {
  ...PACK_OPTION,
  voice: { type: 'string', short: 'v', help: 'a voice of `lector voices`, or a blend as `a(2)+b(1)`' },
  language: { type: 'string', short: 'l', help: 'what ambiguous text is read as' },
  ...EMOJI_OPTION,
  speed: { type: 'string', help: '0.25 to 4' },
  ...LEXICON_OPTION,
  'sample-rate': { type: 'string', help: 'Hz; the voice model’s own where the format has it' },
  timings: { type: 'string', help: 'sentence or word: keep their times, for `lector job ID --timings FORMAT`' },
} as const satisfies Record<string, OptionSpec>;

/** What those options ask for, in the words of the API; what is absent is left to its defaults. @throws UsageError */
export function speechInput(input: CommandInput) {
  const voice = stringValue(input, 'voice');
  const language = stringValue(input, 'language');
  const speed = numberOf(input, 'speed');
  const sampleRate = numberOf(input, 'sample-rate');
  const timings = oneOf(input, 'timings', TimingLevel.options);
  return {
    ...packInput(input),
    ...(voice === undefined ? {} : { voice }),
    // The API names the languages it has when this is none of them.
    ...(language === undefined ? {} : { language: language as 'auto' }),
    ...emojiInput(input),
    ...(speed === undefined ? {} : { speed }),
    ...(sampleRate === undefined ? {} : { sample_rate: sampleRate }),
    ...lexiconInput(input),
    ...(timings === undefined ? {} : { timings }),
  };
}

function numberOf(input: CommandInput, name: string): number | undefined {
  const text = stringValue(input, name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new UsageError(`--${name} must be a number`);
  return value;
}
