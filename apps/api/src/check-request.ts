import { refuseSampleRate } from '@lector/audio';
import {
  type ErrorCode,
  type JobRequest,
  type Language,
  LectorError,
  pinDefault,
  type SubmittedText,
  submittedText,
  toLectorError,
} from '@lector/contract';
import { refusedWebhookUrl } from '@lector/jobs';
import { inTurns } from '@lector/process-kit';
import {
  checkLanguages,
  checkText,
  countCodePoints,
  type LanguageFound,
  type LanguageSurvey,
  type PinFinder,
  surveyInSteps,
} from '@lector/text';
import type { ReadWith } from './deps.js';
import { inFieldsOf } from './job-fields.js';
import { type ServedPack, servedPack, type ServedPacks } from './served-packs.js';

/**
 * Whether a request can be spoken here: the cheap checks that turn into a 4xx now what would fail in a worker later.
 * Nothing is ever replaced by something similar; the answer names what is missing and where.
 */
export interface CheckDeps {
  readonly packs: ServedPacks;
  readonly webhookAllowCidrs: readonly string[];
}

export interface CheckedRequest {
  /** Unicode code points. */
  readonly characters: number;
  /** The voice as asked for, `default` resolved: what a queued job sounds like must not change with the default. */
  readonly voice: string;
  /** The pack asked for, or the first, for the same reason. */
  readonly pack: string;
}

/** How long a text may be, which differs from call to call. */
export interface TextLimit {
  /** Unicode code points. */
  readonly maxCharacters: number;
  /** What to do with a longer one, as a clause of the refusal. */
  readonly remedy: string;
}

/** What the call brings beside its request. */
export interface CheckWith {
  readonly limit: TextLimit;
  /** What its lexicons fix, asked for once everything cheaper was checked. */
  readonly lexiconPins: () => Promise<PinFinder | undefined>;
}

/** Checks in the order of their cost; the first that fails answers. */
export async function checkRequest(deps: CheckDeps, request: JobRequest, beside: CheckWith): Promise<CheckedRequest> {
  const submitted = submittedText(request);
  return await inOwnField(submitted, () => check(deps, request, submitted, beside));
}

/** What is thrown on the way, with pointers to the field the text came in: rules below know only one. */
export async function inOwnField<T>({ format }: SubmittedText, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw format === 'ssml' ? inFieldsOf({ '/text': '/ssml' }, error) : error;
  }
}

async function check(
  deps: CheckDeps,
  request: JobRequest,
  submitted: SubmittedText,
  { limit, lexiconPins }: CheckWith,
): Promise<CheckedRequest> {
  const characters = checkLength(submitted.text, limit);
  checkText(submitted.text, submitted.format);
  const pack = servedPack(deps.packs, request.pack);
  checkSampleRate(request);
  checkTimings(pack, request);
  const asked = { language: request.language, submitted, findPins: await lexiconPins() };
  const survey = await readableLanguages(pack.languages, asked);
  const voice = inOwnPack(deps.packs, pack, request.voice, () => checkVoices(pack, request, survey));
  checkRates(request, survey);
  checkWebhook(deps, request);
  return { characters, voice, pack: pack.name };
}

function checkSampleRate({ format, sample_rate: sampleRate }: JobRequest): void {
  const refused = sampleRate === undefined ? null : refuseSampleRate(format, sampleRate);
  if (refused !== null) throw refusal('sample_rate_unavailable', '/sample_rate', refused.detail);
}

function checkTimings({ model }: ServedPack, { timings = 'none' }: JobRequest): void {
  const finest = model.timings?.finest ?? 'none';
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
 * The languages the text will be read in, each with where it first appears, and who speaks them.
 * @throws LectorError `language_unavailable`, `invalid_ssml`, `invalid_markup`, `empty_text`
 */
export async function readableLanguages(
  available: readonly Language[],
  request: ReadWith & { readonly submitted: SubmittedText },
): Promise<LanguageSurvey> {
  if (request.language !== 'auto' && !available.includes(request.language)) {
    throw refusal(
      'language_unavailable',
      '/language',
      `this language cannot be spoken yet [language=${request.language}, available=${available.join(', ')}]`,
    );
  }
  const { text, format } = request.submitted;
  const survey = await inTurns(surveyInSteps(text, request.language, format, request.findPins));
  checkLanguages(survey, available);
  return survey;
}

/** The request's voice and those that markup names, each for what it is to speak. */
function checkVoices(pack: ServedPack, request: JobRequest, { voices }: LanguageSurvey): string {
  const { model } = pack;
  // Named and given nothing to say is still a name to be checked.
  model.voice(request.voice);
  for (const { voice, languages } of voices) if (voice === undefined) checkVoice(model, request.voice, languages);
  checkNamedVoices(pack, { voices });
  return pinDefault(request.voice, model.defaultVoice);
}

/**
 * The voices that markup names, each for what it is to speak.
 * @throws LectorError `unknown_voice`, `invalid_voice_blend`, `voice_language_unavailable`, with the code point
 */
export function checkNamedVoices({ model }: ServedPack, { voices }: Pick<LanguageSurvey, 'voices'>): void {
  for (const { voice, offset, languages } of voices) {
    if (voice !== undefined) atPlace(offset, () => checkVoice(model, voice, languages));
  }
}

/** A refusal of a voice that is only in another pack says in which: nothing is changed for the caller by itself. */
function inOwnPack<T>(packs: ServedPacks, own: ServedPack, asked: string, check: () => T): T {
  try {
    return check();
  } catch (error) {
    const { code, message, errors } = toLectorError(error);
    const owner = packs.find((pack) => pack !== own && code === 'unknown_voice' && hasVoice(pack, asked));
    if (owner === undefined || errors.some(({ pointer }) => pointer !== '/voice')) throw error;
    throw refusal(code, '/voice', `${message}; it is a voice of the pack ${owner.name}, which \`pack\` has to name`);
  }
}

function hasVoice({ model }: ServedPack, asked: string): boolean {
  try {
    model.voice(asked);
    return true;
  } catch {
    return false;
  }
}

/** A refusal of a voice that markup names, with the place in the text instead of the field of the request. */
function atPlace(offset: number, check: () => void): void {
  try {
    check();
  } catch (error) {
    const { code, message } = toLectorError(error);
    throw refusal(code, '/text', `${message} (code point ${offset})`);
  }
}

function checkRates(request: JobRequest, { rates }: LanguageSurvey): void {
  for (const { rate, offset } of [rates.min, rates.max]) {
    const speed = request.speed * rate;
    if (rate === 1 || (speed >= 0.25 && speed <= 4)) continue;
    const facts = `speed and the rate in the text come to ${Math.round(speed * 1000) / 1000} and may come to 0.25 to 4`;
    throw refusal('invalid_ssml', '/text', `${facts} (code point ${offset})`);
  }
}

function checkVoice(model: ServedPack['model'], asked: string, languages: readonly LanguageFound[]): void {
  const voice = model.voice(asked);
  const unspoken = languages.find(({ language }) => !voice.languages.some((spoken) => spoken.language === language));
  if (unspoken !== undefined) {
    const { language, offset } = unspoken;
    throw refusal(
      'voice_language_unavailable',
      '/voice',
      `the voice does not speak a language of the text [voice=${voice.id}, language=${language}, offset=${offset}]`,
    );
  }
}

function checkWebhook(deps: CheckDeps, { webhook }: JobRequest): void {
  if (webhook === undefined) return;
  const reason = refusedWebhookUrl(webhook.url, deps.webhookAllowCidrs);
  if (reason !== null) throw refusal('webhook_target_refused', '/webhook/url', `the webhook address ${reason}`);
}

function refusal(code: ErrorCode, pointer: string, message: string): LectorError {
  return new LectorError(code, message, { errors: [{ pointer, detail: message }] });
}
