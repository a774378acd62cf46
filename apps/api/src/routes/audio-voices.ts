import type { SpeechVoiceList } from '@lector/contract';
import type { ApiDeps } from '../deps.js';
import type { Route } from '../route.js';
import { servedPack } from '../served-packs.js';
import { namesOfVoice } from '../speech/openai-names.js';
import { voicesOf } from './voices.js';

/** `/v1/audio/voices`: where web front ends of OpenAI's call look for what they may offer. */
export function audioVoiceRoutes(deps: Pick<ApiDeps, 'packs' | 'settings'>): Route[] {
  const list: SpeechVoiceList = {
    voices: voicesOf(deps).map(({ id, name, gender, languages, pack }) => ({
      id,
      name,
      gender,
      languages: languages.map(({ language }) => language),
      aliases: namesOfVoice(id, servedPack(deps.packs, pack).model),
      model: pack,
    })),
  };
  return [
    {
      method: 'get',
      path: '/v1/audio/voices',
      handle: (_request, response) => {
        response.json(list);
      },
    },
  ];
}
