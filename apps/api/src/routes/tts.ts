import { JobRequest, parseRequest, TTS_MAX_CHARACTERS, TtsRequest, type TtsResponse } from '@lector/contract';
import type { JobRecord } from '@lector/jobs';
import { apiUrlOf } from '../api-url.js';
import type { TextLimit } from '../check-request.js';
import type { ApiDeps } from '../deps.js';
import { finishedAudio, finishedJob } from '../finished-job.js';
import { type FieldNames, inFieldsOf } from '../job-fields.js';
import { leaving } from '../leaving.js';
import type { Route } from '../route.js';
import { jobTextLimit, submitDeps } from './jobs.js';
import { admitJob } from '../submit-job.js';

const FIELDS: FieldNames = { '/voice': '/speaker' };

/**
 * `/tts`: a job of the interactive lane, waited for, with its audio in the answer. Nobody else can fetch the result of a
 * caller who has left or was told to give up, so then the job is cancelled; segments already rendered stay stored and
 * make the next try faster. A caller whom this process leaves, because it ends, is told so and which job to ask for: the
 * job itself goes on in its worker.
 */
export function ttsRoutes(deps: ApiDeps): Route[] {
  return [
    {
      method: 'post',
      path: '/tts',
      json: shortTextLimit(deps.settings),
      handle: async (request, response) => {
        const { speaker: voice, ...asked } = parseRequest(TtsRequest, request.body);
        const { record: submitted } = await admitJob(submitDeps(deps), {
          request: JobRequest.parse({ ...asked, voice, format: 'wav', priority: 'interactive' }),
          tenant: response.locals.tenant,
          idempotencyKey: null,
          call: response.locals,
          apiUrl: apiUrlOf(deps.settings.publicUrl, request.socket),
          textLimit: shortTextLimit(deps.settings),
        }).catch((error: unknown) => {
          throw inFieldsOf(FIELDS, error);
        });
        const record = await finishedJob(deps, submitted, leaving(response, deps.drainOver));
        if (record === null) return;
        response.json(await spoken(deps, record));
      },
    },
  ];
}

/** Of the calls that are held open until the audio is there. */
export function shortTextLimit(settings: ApiDeps['settings']): TextLimit {
  return settings.maxCharacters > TTS_MAX_CHARACTERS
    ? { maxCharacters: TTS_MAX_CHARACTERS, remedy: 'POST /v1/jobs takes longer ones' }
    : jobTextLimit(settings);
}

async function spoken(deps: Pick<ApiDeps, 'objects'>, record: JobRecord): Promise<TtsResponse> {
  const { result, audio, bytes } = await finishedAudio(deps, record);
  return {
    audio_base64: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
    format: 'wav',
    sample_rate: audio.sample_rate,
    duration: audio.duration_seconds,
    job_id: record.id,
    voice: record.request.voice,
    spans: result.spans,
    needs_review: result.needs_review,
    rtf: result.rtf,
    cached: result.cached,
  };
}
