import { createHash } from 'node:crypto';
import {
  type ErrorCode,
  type Language,
  LectorError,
  parseRequest,
  pinDefault,
  VoiceSampleQuery,
} from '@lector/contract';
import type { AskedVoice, EngineModel } from '@lector/engines';
import { apiUrlOf } from '../api-url.js';
import type { ApiDeps } from '../deps.js';
import { namesTag } from '../range.js';
import type { Route } from '../route.js';
import { servedPack } from '../served-packs.js';
import { voiceSamples } from '../voice-sample.js';

/** Samples change with a new version of Lector or of the pack; an hour is short enough to hear that. */
const MAX_AGE_SECONDS = 3600;

/** `/v1/voices/{id}/sample`: a voice to be heard before it is chosen. */
export function voiceSampleRoutes(deps: ApiDeps): Route[] {
  const sampleOf = voiceSamples(deps);
  return [
    {
      method: 'get',
      path: '/v1/voices/{id}/sample',
      handle: async (request, response) => {
        const { language, pack: named } = parseRequest(VoiceSampleQuery, request.query);
        const pack = servedPack(deps.packs, named);
        const id = String(request.params['id']);
        const voice = existing(pack.model, id);
        const wav = await sampleOf({
          pack,
          voice: pinDefault(id, pack.model.defaultVoice),
          voiceId: voice.id,
          language: sampleLanguage(voice, pack.languages, language),
          tenant: response.locals.tenant,
          call: response.locals,
          apiUrl: apiUrlOf(deps.settings.publicUrl, request.socket),
        });
        const tag = `"${createHash('sha256').update(wav).digest('hex')}"`;
        response.setHeader('ETag', tag);
        response.setHeader('Cache-Control', `private, max-age=${MAX_AGE_SECONDS}`);
        if (namesTag(request.get('if-none-match'), tag)) {
          response.status(304).end();
          return;
        }
        response.setHeader('Content-Type', 'audio/wav');
        response.send(Buffer.from(wav.buffer, wav.byteOffset, wav.byteLength));
      },
    },
  ];
}

/** @throws LectorError `not_found`: here the voice is the address, not a field of a body */
function existing(model: EngineModel, id: string): AskedVoice {
  try {
    return model.voice(id);
  } catch (error) {
    if (!(error instanceof LectorError) || !ABSENT.includes(error.code)) throw error;
    throw new LectorError('not_found', error.message, { cause: error });
  }
}

const ABSENT: readonly ErrorCode[] = ['unknown_voice', 'invalid_voice_blend'];

/**
 * The language asked for, or the voice's own. One that is native in none is heard in English, the language most of its
 * listeners share, where it speaks that.
 * @throws LectorError `language_unavailable`, `voice_language_unavailable`
 */
export function sampleLanguage(
  voice: AskedVoice,
  available: readonly Language[],
  wanted: string | undefined,
): Language {
  const spoken = voice.languages.filter(({ language }) => available.includes(language));
  if (wanted !== undefined && !available.some((language) => language === wanted)) {
    throw refusal('language_unavailable', `this language cannot be spoken here [available=${available.join(', ')}]`);
  }
  const own = spoken.find(({ quality }) => quality === 'native') ?? spoken.find(({ language }) => language === 'en');
  const chosen = wanted === undefined ? (own ?? spoken[0]) : spoken.find(({ language }) => language === wanted);
  if (chosen !== undefined) return chosen.language;
  const languages = spoken.map(({ language }) => language).join(', ');
  throw refusal(
    'voice_language_unavailable',
    `the voice does not speak that language [voice=${voice.id}, languages=${languages}]`,
  );
}

function refusal(code: ErrorCode, message: string): LectorError {
  return new LectorError(code, message, { errors: [{ pointer: '/language', detail: message }] });
}
