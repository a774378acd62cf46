import { streamContentType } from '@lector/audio';
import { JobRequest, LectorError, parseRequest, SpeechRequest, speechUsage, toLectorError } from '@lector/contract';
import { splitSpeed } from '@lector/engines';
import type { JobRecord } from '@lector/jobs';
import { apiUrlOf } from '../api-url.js';
import type { ApiDeps } from '../deps.js';
import { giveUp } from '../give-up.js';
import { type FieldNames, inFieldsOf } from '../job-fields.js';
import { type Leaving, leaving } from '../leaving.js';
import type { ApiResponse, Route } from '../route.js';
import type { ServedPack } from '../served-packs.js';
import { endWithError, RESTING_READER_MS, sendBytes, sendEvents, type Sent } from '../speech/answer.js';
import { packOfModel, voiceOfName } from '../speech/openai-names.js';
import { openSpeech } from '../speech/open-speech.js';
import { admitJob, enqueueJob } from '../submit-job.js';
import { submitDeps } from './jobs.js';
import { shortTextLimit } from './tts.js';

/**
 * `/v1/audio/speech`, OpenAI's call: a job of the interactive lane, whose segments are encoded and sent as they are
 * finished. Who leaves cancels the job, as with `/tts`; when this process ends first, the job goes on without its listener.
 */
export function speechRoutes(deps: ApiDeps): Route[] {
  return [
    {
      method: 'post',
      path: '/v1/audio/speech',
      json: shortTextLimit(deps.settings),
      handle: async (request, response) => {
        const asked = parseRequest(SpeechRequest, request.body);
        const pack = packOfModel(asked.model, deps.packs);
        checkInstructions(asked);
        const left = leaving(response, deps.drainOver);
        const { record } = await admitJob(submitDeps(deps), {
          request: JobRequest.parse({
            text: asked.input,
            pack: pack.name,
            voice: voiceOfName(asked.voice, pack.model),
            language: asked.language,
            emoji: asked.emoji,
            speed: asked.speed,
            lexicons: asked.lexicons,
            // What is sent is made here; a WAV costs the worker no encoder.
            format: 'wav',
            priority: 'interactive',
          }),
          tenant: response.locals.tenant,
          idempotencyKey: null,
          call: response.locals,
          apiUrl: apiUrlOf(deps.settings.publicUrl, request.socket),
          textLimit: shortTextLimit(deps.settings),
        }).catch((error: unknown) => {
          throw inFieldsOf(FIELDS, error);
        });
        await listened(deps, { asked, pack, record, response, left });
      },
    },
  ];
}

interface Listening {
  readonly asked: SpeechRequest;
  readonly pack: ServedPack;
  readonly record: JobRecord;
  readonly response: ApiResponse;
  readonly left: Leaving;
}

/** Longest a call waits for an ffmpeg that is still being fetched, ms. */
const ENCODER_MS = 30_000;

/** Sends the audio of the job, and sees to the job when that does not come to its end. */
async function listened(deps: ApiDeps, listening: Listening): Promise<void> {
  const { asked, record, response, left } = listening;
  let sent: Sent;
  try {
    await enqueueJob(deps, record, { isNew: true });
    sent = await send(deps, listening);
  } catch (thrown) {
    if (left.gone.aborted) {
      await giveUp(deps, record);
      return;
    }
    const error = left.either.aborted ? stopping(record) : toLectorError(thrown);
    if (!left.either.aborted) await giveUp(deps, record);
    if (!response.headersSent || asked.stream_format === 'audio') throw error;
    deps.logger.warn({ job: record.id, err: error }, 'speech broke off');
    const typeBase = `${deps.settings.publicUrl}/docs/errors`;
    endWithError(response, error, { typeBase, instance: response.locals.requestId });
    return;
  }
  if (sent === 'sent') return;
  await giveUp(deps, record);
  if (sent === 'left') return;
  deps.logger.info({ job: record.id, ms: RESTING_READER_MS }, 'a listener took nothing for too long');
  response.destroy();
}

async function send(deps: ApiDeps, { asked, pack, record, response, left }: Listening): Promise<Sent> {
  const { settings } = deps;
  const speech = await openSpeech(
    {
      ...deps,
      lookMs: settings.sse.lookMs,
      patienceMs: settings.ttsTimeoutMs,
      storeMs: settings.storeMs,
      sampleRate: pack.model.sampleRate,
      encoderMs: ENCODER_MS,
    },
    {
      jobId: record.id,
      tenant: record.tenant,
      format: asked.response_format,
      tempo: splitSpeed(asked.speed, pack.model.speed).tempo,
      signal: left.either,
    },
  );
  try {
    const head = { 'X-Job-Id': record.id };
    if (asked.stream_format === 'sse') {
      return await sendEvents(response, speech.chunks, head, () => speechUsage(record.characters, speech.seconds()));
    }
    const type = { 'Content-Type': streamContentType(asked.response_format) };
    return await sendBytes(response, speech.chunks, { ...head, ...type });
  } finally {
    await speech.close();
  }
}

/** @throws LectorError `option_unavailable`: audio that ignores a wish would be worse than none */
function checkInstructions({ instructions = '' }: SpeechRequest): void {
  if (instructions.trim() === '') return;
  const detail = 'no pack of this deployment follows instructions; leave them out';
  throw new LectorError('option_unavailable', detail, { errors: [{ pointer: '/instructions', detail }] });
}

function stopping({ id }: JobRecord): LectorError {
  return new LectorError('not_ready', `this server is stopping; the job goes on and GET /v1/jobs has it [job=${id}]`);
}

const FIELDS: FieldNames = { '/text': '/input' };
