import { CLIENT_OPTIONS, clientOf } from '../client.js';
import { EXIT, onePositional, stringValue, UsageError, type Command } from '../command.js';
import { LANGUAGES, type Language } from '@lector/contract';
import { table } from '../progress.js';

export const explain: Command = {
  name: 'explain',
  usage: 'TEXT [--language TAG]',
  summary: 'Shows how a text is read: spans, languages, spoken words, IPA, and the rules that decided.',
  options: { ...CLIENT_OPTIONS, language: { type: 'string', short: 'l', help: `auto, ${LANGUAGES.join(', ')}` } },
  async run(input) {
    const text = onePositional(input, 'TEXT');
    const language = stringValue(input, 'language') ?? 'auto';
    if (!isLanguage(language)) throw new UsageError(`--language must be auto, ${LANGUAGES.join(', ')}`);
    const { segments } = await clientOf(input).explain({ text, language });
    if (input.values['json'] === true) console.log(JSON.stringify({ segments }, null, 2));
    else
      console.log(
        table([
          ['OFFSETS', 'LANG', 'SOURCE', 'SPOKEN', 'IPA', 'RULE'],
          ...segments.flatMap(({ spans }) =>
            spans.map((span) => [
              `${span.start}–${span.end}`,
              span.language,
              span.source,
              span.spoken,
              span.ipa,
              span.rule,
            ]),
          ),
        ]),
      );
    return EXIT.done;
  },
};

function isLanguage(value: string): value is Language | 'auto' {
  return value === 'auto' || (LANGUAGES as readonly string[]).includes(value);
}
