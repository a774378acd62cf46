import type { VoiceList } from '@lector/contract';
import type { ServedPack } from '../deps.js';
import type { Route } from '../route.js';

/** `/v1/voices`: the voices of the pack this deployment serves. */
export function voiceRoutes({ pack }: { readonly pack: ServedPack }): Route[] {
  const list: VoiceList = {
    voices: pack.model.voices.map((voice) => ({
      id: voice.id,
      name: voice.name,
      gender: voice.gender,
      languages: voice.languages.map((spoken) => ({ ...spoken })),
      pack: pack.name,
      default: voice.id === pack.model.defaultVoice,
    })),
  };
  return [
    {
      method: 'get',
      path: '/v1/voices',
      handle: (_request, response) => void response.json(list),
    },
  ];
}
