import type { SpeechVoiceList } from '@lector/contract';
import type { ApiDeps } from '../deps.js';
import type { Route } from '../route.js';
import { namesOfVoice } from '../speech/openai-names.js';
import { voicesOf } from './voices.js';

/** `/v1/audio/voices`: where web front ends of OpenAI's call look for what they may offer. */
export function audioVoiceRoutes(deps: Pick<ApiDeps, 'pack' | 'text' | 'settings'>): Route[] {
  const list: SpeechVoiceList = {
    voices: voicesOf(deps).map(({ id, name, gender, languages }) => ({
      id,
      name,
      gender,
      languages: languages.map(({ language }) => language),
      aliases: namesOfVoice(id, deps.pack.model),
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
