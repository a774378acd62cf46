import { LANGUAGES } from '@lector/contract';
import { CLIENT_OPTIONS, clientOf, printJson } from '../client.js';
import { EXIT, oneOf, type Command } from '../command.js';
import { explainTable } from '../show-explain.js';
import { LEXICON_OPTION, lexiconInput } from '../lexicon-option.js';
import { EMOJI_OPTION, emojiInput, PACK_OPTION, packInput } from '../speech-options.js';
import { SSML_OPTION, textInput } from '../text-argument.js';

const READ_AS = ['auto', ...LANGUAGES] as const;

export const explain: Command = {
  name: 'explain',
  usage: 'TEXT [--language TAG]',
  summary: 'Shows how a text is read: spans, languages, spoken words, IPA, and the rules that decided.',
  notes:
    'TEXT - reads standard input. Offsets count code points; an empty line parts the segments.\n' +
    'Below each stand its pauses, voice and notes.',
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
    else console.log(explainTable(explained.segments));
    return EXIT.done;
  },
};
