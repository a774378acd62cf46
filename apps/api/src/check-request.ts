import { refuseSampleRate } from '@lector/audio';
import { type ErrorCode, type JobRequest, type Language, LectorError, pinDefault } from '@lector/contract';
import { refusedWebhookUrl } from '@lector/jobs';
import { inTurns } from '@lector/process-kit';
import { checkLanguages, checkText, countCodePoints, type LanguageFound, surveyInSteps } from '@lector/text';
import type { ServedPack, TextFrontend } from './deps.js';

/**
 * Whether a request can be spoken here: the cheap checks that turn into a 4xx now what would fail in a worker later.
 * Nothing is ever replaced by something similar; the answer names what is missing and where.
 */
export interface CheckDeps {
  readonly pack: ServedPack;
  readonly text: Pick<TextFrontend, 'languages'>;
  readonly webhookAllowCidrs: readonly string[];
}

export interface CheckedRequest {
  /** Unicode code points. */
  readonly characters: number;
  /** The voice as asked for, `default` resolved: what a queued job sounds like must not change with the default. */
  readonly voice: string;
}

/** How long a text may be, which differs from call to call. */
export interface TextLimit {
  /** Unicode code points. */
  readonly maxCharacters: number;
  /** What to do with a longer one, as a clause of the refusal. */
  readonly remedy: string;
}

/** Checks in the order of their cost; the first that fails answers. */
export async function checkRequest(deps: CheckDeps, request: JobRequest, limit: TextLimit): Promise<CheckedRequest> {
  const characters = checkLength(request.text, limit);
  checkText(request.text);
  checkSampleRate(request);
  checkTimings(deps, request);
  if (request.pack !== undefined && request.pack !== deps.pack.name) {
    throw refusal('unknown_pack', '/pack', `this deployment does not serve that pack [available=${deps.pack.name}]`);
  }
  const voice = checkVoice(deps, request, await readableLanguages(deps.text.languages, request));
  checkWebhook(deps, request);
  return { characters, voice };
}

function checkSampleRate({ format, sample_rate: sampleRate }: JobRequest): void {
  const refused = sampleRate === undefined ? null : refuseSampleRate(format, sampleRate);
  if (refused !== null) throw refusal('sample_rate_unavailable', '/sample_rate', refused.detail);
}

function checkTimings({ pack }: CheckDeps, { timings = 'none' }: JobRequest): void {
  const finest = pack.model.timings?.finest ?? 'none';
  if (timings === 'none' || timings === finest || finest === 'word') return;
  const facts = `the model cannot time its speech so finely [timings=${timings}, finest=${finest}]`;
  throw refusal('timings_unavailable', '/timings', facts);
}

/** Code points of the text. @throws LectorError `text_too_long` */
export function checkLength(text: string, { maxCharacters, remedy }: TextLimit): number {
  const characters = countCodePoints(text);
  if (characters > maxCharacters) {
    const facts = `the text has ${characters} characters (Unicode code points) and may have ${maxCharacters} here`;
    throw refusal('text_too_long', '/text', `${facts}; ${remedy} [characters=${characters}, max=${maxCharacters}]`);
  }
  return characters;
}

/**
 * The languages the text will be read in, each with where it first appears.
 * @throws LectorError `language_unavailable`
 */
export async function readableLanguages(
  available: readonly Language[],
  request: Pick<JobRequest, 'text' | 'language'>,
): Promise<readonly LanguageFound[]> {
  if (request.language !== 'auto' && !available.includes(request.language)) {
    throw refusal(
      'language_unavailable',
      '/language',
      `this language cannot be spoken yet [language=${request.language}, available=${available.join(', ')}]`,
    );
  }
  const survey = await inTurns(surveyInSteps(request.text, request.language));
  checkLanguages(survey, available);
  return survey.languages;
}

function checkVoice(deps: CheckDeps, request: JobRequest, languages: readonly LanguageFound[]): string {
  const { model } = deps.pack;
  const voice = model.voice(request.voice);
  const unspoken = languages.find(({ language }) => !voice.languages.some((spoken) => spoken.language === language));
  if (unspoken !== undefined) {
    const { language, offset } = unspoken;
    throw refusal(
      'voice_language_unavailable',
      '/voice',
      `the voice does not speak a language of the text [voice=${voice.id}, language=${language}, offset=${offset}]`,
    );
  }
  return pinDefault(request.voice, model.defaultVoice);
}

function checkWebhook(deps: CheckDeps, { webhook }: JobRequest): void {
  if (webhook === undefined) return;
  const reason = refusedWebhookUrl(webhook.url, deps.webhookAllowCidrs);
  if (reason !== null) throw refusal('webhook_target_refused', '/webhook/url', `the webhook address ${reason}`);
}

function refusal(code: ErrorCode, pointer: string, message: string): LectorError {
  return new LectorError(code, message, { errors: [{ pointer, detail: message }] });
}
