import { LANGUAGES } from '@lector/contract';
import { CLIENT_OPTIONS, clientOf, printJson } from '../client.js';
import { EXIT, oneOf, type Command } from '../command.js';
import { table } from '../progress.js';
import { LEXICON_OPTION, lexiconInput } from '../lexicon-option.js';
import { EMOJI_OPTION, emojiInput, PACK_OPTION, packInput } from '../speech-options.js';
import { SSML_OPTION, textInput } from '../text-argument.js';

const READ_AS = ['auto', ...LANGUAGES] as const;

export const explain: Command = {
  name: 'explain',
  usage: 'TEXT [--language TAG]',
  summary: 'Shows how a text is read: spans, languages, spoken words, IPA, and the rules that decided.',
  notes: 'TEXT - reads standard input. Offsets count code points; an empty line parts the segments.',
  maxArguments: 1,
  options: {
    ...CLIENT_OPTIONS,
    ...SSML_OPTION,
    ...EMOJI_OPTION,
    ...LEXICON_OPTION,
    ...PACK_OPTION,
    language: { type: 'string', short: 'l', help: `what ambiguous text is read as: ${READ_AS.join(', ')}` },
  },
  async run(input) {
    const language = oneOf(input, 'language', READ_AS) ?? 'auto';
    const explained = await clientOf(input).explain({
      ...(await textInput(input)),
      ...emojiInput(input),
      ...lexiconInput(input),
      ...packInput(input),
      language,
    });
    if (input.values['json'] === true) printJson(explained);
    else console.log(tableOf(explained.segments));
    return EXIT.done;
  },
};

interface Span {
  readonly start: number;
  readonly end: number;
  readonly language: string;
  readonly source: string;
  readonly spoken: string;
  readonly ipa: string;
  readonly rule: string;
}

/** One row a span; what would break a row (a line end in the source) is shown as one space. */
function tableOf(segments: readonly { readonly spans: readonly Span[] }[]): string {
  const rows = segments.flatMap(({ spans }, index) => [
    ...(index === 0 ? [] : [[]]),
    ...spans.map(({ start, end, language, source, spoken, ipa, rule }) =>
      [`${start}–${end}`, language, source, spoken, ipa, rule].map((cell) => cell.replaceAll(/\s+/g, ' ').trim()),
    ),
  ]);
  return table([['OFFSETS', 'LANG', 'SOURCE', 'SPOKEN', 'IPA', 'RULE'], ...rows]);
}
