import { LANGUAGES, VoiceGender, VoiceKind, type Voice } from '@lector/contract';
import { CLIENT_OPTIONS, clientOf, printJson } from '../client.js';
import { EXIT, oneOf, type Command } from '../command.js';
import { table } from '../progress.js';
import { packInput } from '../speech-options.js';

export const voices: Command = {
  name: 'voices',
  usage: '[--language TAG] [--gender GENDER] [--kind KIND] [--pack NAME]',
  summary: 'Lists the voices and how well each speaks which language.',
  maxArguments: 0,
  options: {
    ...CLIENT_OPTIONS,
    pack: { type: 'string', help: 'only those of this model pack' },
    language: { type: 'string', short: 'l', help: `only those that speak it: ${LANGUAGES.join(', ')}` },
    gender: { type: 'string', help: VoiceGender.options.join(', ') },
    kind: { type: 'string', help: `${VoiceKind.options.join(', ')}: made for several languages, or the model’s own` },
  },
  async run(input) {
    const language = oneOf(input, 'language', LANGUAGES);
    const gender = oneOf(input, 'gender', VoiceGender.options);
    const kind = oneOf(input, 'kind', VoiceKind.options);
    const found = await clientOf(input).voices.list({
      ...(language === undefined ? {} : { language }),
      ...(gender === undefined ? {} : { gender }),
      ...(kind === undefined ? {} : { kind }),
      ...packInput(input),
    });
    if (input.values['json'] === true) printJson(found);
    else console.log(table([['ID', 'NAME', 'GENDER', 'KIND', 'PACK', 'LANGUAGES'], ...found.map(row)]));
    return EXIT.done;
  },
};

function row(voice: Voice): readonly string[] {
  const languages = voice.languages.map(({ language, quality }) =>
    quality === 'native' ? language : `${language} (${quality})`,
  );
  return [voice.id, voice.name, voice.gender, voice.kind, voice.pack, languages.join(', ')];
}
