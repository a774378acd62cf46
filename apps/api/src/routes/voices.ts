import { parseRequest, type Voice, type VoiceList, VoiceListQuery } from '@lector/contract';
import type { ApiDeps } from '../deps.js';
import type { Route } from '../route.js';

/**
 * `/v1/voices`: the voices of the pack this deployment serves, with the languages a job may use them for. A pack can
 * name languages whose text nothing here can read yet.
 */
export function voiceRoutes(
  deps: Pick<ApiDeps, 'pack'> & {
    readonly text: Pick<ApiDeps['text'], 'languages'>;
    readonly settings: Pick<ApiDeps['settings'], 'publicUrl'>;
  },
): Route[] {
  const voices = voicesOf(deps);
  return [
    {
      method: 'get',
      path: '/v1/voices',
      handle: (request, response) => {
        const query = parseRequest(VoiceListQuery, request.query);
        const list: VoiceList = { voices: voices.filter((voice) => fits(voice, query)) };
        response.json(list);
      },
    },
  ];
}

/** Those that speak at least one language that can be read here. */
export function voicesOf({ pack, text, settings }: Parameters<typeof voiceRoutes>[0]): readonly Voice[] {
  return pack.model.voices
    .map((voice) => ({
      id: voice.id,
      name: voice.name,
      gender: voice.gender,
      kind: voice.kind,
      languages: voice.languages
        .filter(({ language }) => text.languages.includes(language))
        .map((spoken) => ({ ...spoken })),
      trained_on: [...voice.trainedOn],
      pack: pack.name,
      default: voice.id === pack.model.defaultVoice,
      links: { sample: `${settings.publicUrl}/v1/voices/${voice.id}/sample` },
    }))
    .filter(({ languages }) => languages.length > 0);
}

function fits(voice: Voice, { language, gender, kind }: VoiceListQuery): boolean {
  return (
    (language === undefined || voice.languages.some((spoken) => spoken.language === language)) &&
    (gender === undefined || voice.gender === gender) &&
    (kind === undefined || voice.kind === kind)
  );
}
