import { type AudioFormat, type ErrorCode, type JobRequest, type Language, LectorError } from '@lector/contract';
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
  readonly formats: readonly AudioFormat[];
  readonly webhookAllowCidrs: readonly string[];
}

export interface CheckedRequest {
  /** Unicode code points. */
  readonly characters: number;
  /** Id of the voice, `default` resolved: what a queued job sounds like must not change with the default. */
  readonly voice: string;
}

/** Checks in the order of their cost; the first that fails answers. */
export async function checkRequest(
  deps: CheckDeps,
  request: JobRequest,
  maxCharacters: number,
): Promise<CheckedRequest> {
  const characters = checkLength(request.text, maxCharacters);
  checkText(request.text);
  if (!deps.formats.includes(request.format)) {
    const available = deps.formats.join(', ');
    throw refusal('format_unavailable', '/format', `this format cannot be written here [available=${available}]`);
  }
  if (request.pack !== undefined && request.pack !== deps.pack.name) {
    throw refusal('unknown_pack', '/pack', `this deployment does not serve that pack [available=${deps.pack.name}]`);
  }
  const voice = checkVoice(deps, request, await readableLanguages(deps.text.languages, request));
  checkWebhook(deps, request);
  return { characters, voice };
}

/** Code points of the text. @throws LectorError `text_too_long` */
export function checkLength(text: string, maxCharacters: number): number {
  const characters = countCodePoints(text);
  if (characters > maxCharacters) {
    throw refusal('text_too_long', '/text', `the text is too long [characters=${characters}, max=${maxCharacters}]`);
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
  const id = request.voice === 'default' ? model.defaultVoice : request.voice;
  const voice = model.voices.find((candidate) => candidate.id === id);
  if (voice === undefined) {
    throw refusal('unknown_voice', '/voice', 'there is no such voice; GET /v1/voices lists them');
  }
  const unspoken = languages.find(({ language }) => !voice.languages.some((spoken) => spoken.language === language));
  if (unspoken !== undefined) {
    const { language, offset } = unspoken;
    throw refusal(
      'voice_language_unavailable',
      '/voice',
      `the voice does not speak a language of the text [voice=${id}, language=${language}, offset=${offset}]`,
    );
  }
  return id;
}

function checkWebhook(deps: CheckDeps, { webhook }: JobRequest): void {
  if (webhook === undefined) return;
  const reason = refusedWebhookUrl(webhook.url, deps.webhookAllowCidrs);
  if (reason !== null) throw refusal('webhook_target_refused', '/webhook/url', `the webhook address ${reason}`);
}

function refusal(code: ErrorCode, pointer: string, message: string): LectorError {
  return new LectorError(code, message, { errors: [{ pointer, detail: message }] });
}
