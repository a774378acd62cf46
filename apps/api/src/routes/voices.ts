import { parseRequest, type Voice, type VoiceList, VoiceListQuery } from '@lector/contract';
import type { ApiDeps } from '../deps.js';
import type { Route } from '../route.js';
import { type ServedPack, servedPack, type ServedPacks } from '../served-packs.js';

interface VoicesDeps {
  readonly packs: ServedPacks;
  readonly settings: Pick<ApiDeps['settings'], 'publicUrl'>;
}

/**
 * `/v1/voices`: the voices of the packs this deployment serves, with the languages a job may use them for. A pack can
 * name languages whose text nothing here can read yet.
 */
export function voiceRoutes(deps: VoicesDeps): Route[] {
  const voices = voicesOf(deps);
  return [
    {
      method: 'get',
      path: '/v1/voices',
      handle: (request, response) => {
        const query = parseRequest(VoiceListQuery, request.query);
        servedPack(deps.packs, query.pack);
        const list: VoiceList = { voices: voices.filter((voice) => fits(voice, query)) };
        response.json(list);
      },
    },
  ];
}

/** Those of every pack that speak at least one language that can be read here. */
export function voicesOf({ packs, settings }: VoicesDeps): readonly Voice[] {
  return packs.flatMap((pack) => voicesOfPack(pack, settings.publicUrl, pack === packs[0]));
}

function voicesOfPack({ name, model, languages }: ServedPack, publicUrl: string, isFirst: boolean): readonly Voice[] {
  // Another pack may have a voice of the same name.
  const query = isFirst ? '' : `?pack=${name}`;
  return model.voices
    .map((voice) => ({
      id: voice.id,
      name: voice.name,
      gender: voice.gender,
      kind: voice.kind,
      languages: voice.languages
        .filter(({ language }) => languages.includes(language))
        .map((spoken) => ({ ...spoken })),
      trained_on: [...voice.trainedOn],
      pack: name,
      default: voice.id === model.defaultVoice,
      links: { sample: `${publicUrl}/v1/voices/${voice.id}/sample${query}` },
    }))
    .filter(({ languages }) => languages.length > 0);
}

function fits(voice: Voice, { language, gender, kind, pack }: VoiceListQuery): boolean {
  return (
    (pack === undefined || voice.pack === pack) &&
    (language === undefined || voice.languages.some((spoken) => spoken.language === language)) &&
    (gender === undefined || voice.gender === gender) &&
    (kind === undefined || voice.kind === kind)
  );
}
