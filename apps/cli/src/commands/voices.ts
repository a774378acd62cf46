import { CLIENT_OPTIONS, clientOf } from '../client.js';
import { EXIT, type Command } from '../command.js';
import { table } from '../progress.js';

export const voices: Command = {
  name: 'voices',
  usage: '',
  summary: 'Lists the voices and how well each speaks which language.',
  options: CLIENT_OPTIONS,
  async run(input) {
    const all = await clientOf(input).voices.list();
    if (input.values['json'] === true) console.log(JSON.stringify(all, null, 2));
    else
      console.log(
        table([
          ['ID', 'NAME', 'GENDER', 'PACK', 'LANGUAGES'],
          ...all.map((voice) => [
            voice.id,
            voice.name,
            voice.gender,
            voice.pack,
            voice.languages
              .map(({ language, quality }) => (quality === 'native' ? language : `${language} (${quality})`))
              .join(', '),
          ]),
        ]),
      );
    return EXIT.done;
  },
};
