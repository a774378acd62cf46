import type { VoiceList } from '@lector/contract';
import type { ApiDeps } from '../deps.js';
import type { Route } from '../route.js';

/**
 * `/v1/voices`: the voices of the pack this deployment serves, with the languages a job may use them for. A pack can
 * name languages whose text nothing here can read yet.
 */
export function voiceRoutes({
  pack,
  text,
}: Pick<ApiDeps, 'pack'> & { readonly text: Pick<ApiDeps['text'], 'languages'> }): Route[] {
  const voices = pack.model.voices.map((voice) => ({
    id: voice.id,
    name: voice.name,
    gender: voice.gender,
    languages: voice.languages
      .filter(({ language }) => text.languages.includes(language))
      .map((spoken) => ({ ...spoken })),
    pack: pack.name,
    default: voice.id === pack.model.defaultVoice,
  }));
  const list: VoiceList = { voices: voices.filter(({ languages }) => languages.length > 0) };
  return [
    {
      method: 'get',
      path: '/v1/voices',
      handle: (_request, response) => void response.json(list),
    },
  ];
}
