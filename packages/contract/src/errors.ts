/**
 * Every error a user or a client can meet, declared once: HTTP status, whether trying again can help, and the title.
 * `docs/errors.md` has one anchor per code; a test keeps the two equal.
 */
export const ERRORS = {
  malformed_json: { status: 400, retryable: false, title: 'The body is not valid JSON' },
  invalid_request: { status: 400, retryable: false, title: 'The request does not have the right shape' },
  unauthorized: { status: 401, retryable: false, title: 'An API key is needed' },
  forbidden: { status: 403, retryable: false, title: 'This call is not allowed here' },
  not_found: { status: 404, retryable: false, title: 'There is no such thing here' },
  method_not_allowed: { status: 405, retryable: false, title: 'This address does not take that method' },
  request_timeout: { status: 408, retryable: true, title: 'The request did not arrive in time' },
  job_not_finished: { status: 409, retryable: true, title: 'The job is not finished yet' },
  job_without_audio: { status: 409, retryable: false, title: 'The job ended without audio' },
  job_without_timings: { status: 409, retryable: false, title: 'The job has no timings' },
  audio_deleted: { status: 410, retryable: false, title: 'The audio was deleted' },
  lexicon_changed: { status: 412, retryable: false, title: 'The lexicon is not as the condition asks' },
  body_too_large: { status: 413, retryable: false, title: 'The body is too large' },
  text_too_long: { status: 413, retryable: false, title: 'The text is too long' },
  unsupported_media_type: {
    status: 415,
    retryable: false,
    title: 'The body has a content type this call does not take',
  },
  range_not_satisfiable: { status: 416, retryable: false, title: 'The range lies outside the audio' },
  expectation_failed: { status: 417, retryable: false, title: 'The expectation of the request cannot be met' },
  headers_too_large: { status: 431, retryable: false, title: 'The headers of the request are too large' },
  empty_text: { status: 422, retryable: false, title: 'The text holds nothing to speak' },
  invalid_text: { status: 422, retryable: false, title: 'The text is not valid Unicode text' },
  invalid_markup: { status: 422, retryable: false, title: 'The markup of the text cannot be read' },
  invalid_ssml: { status: 422, retryable: false, title: 'The SSML cannot be read' },
  invalid_lexicon: { status: 422, retryable: false, title: 'The lexicon cannot be read' },
  language_unavailable: { status: 422, retryable: false, title: 'This language cannot be spoken yet' },
  unknown_voice: { status: 422, retryable: false, title: 'There is no such voice' },
  invalid_voice_blend: { status: 422, retryable: false, title: 'The blend of voices cannot be read' },
  voice_language_unavailable: { status: 422, retryable: false, title: 'This voice does not speak that language' },
  format_unavailable: { status: 422, retryable: false, title: 'This audio format cannot hold the speech' },
  sample_rate_unavailable: { status: 422, retryable: false, title: 'This audio format has no such sample rate' },
  option_unavailable: { status: 422, retryable: false, title: 'This option is not available' },
  timings_unavailable: { status: 422, retryable: false, title: 'The model cannot time its speech so finely' },
  unknown_lexicon: { status: 422, retryable: false, title: 'There is no such lexicon' },
  too_many_lexicons: { status: 422, retryable: false, title: 'There are as many lexicons as one key may have' },
  unknown_pack: { status: 422, retryable: false, title: 'There is no such model pack' },
  idempotency_key_reused: { status: 422, retryable: false, title: 'The idempotency key was used with another request' },
  webhook_target_refused: { status: 422, retryable: false, title: 'Webhooks may not be sent to this address' },
  cancelled: { status: 499, retryable: false, title: 'The job was cancelled' },
  internal: { status: 500, retryable: true, title: 'Something went wrong inside Lector' },
  engine_failed: { status: 500, retryable: true, title: 'The model failed' },
  engine_hung: { status: 500, retryable: true, title: 'The model did not answer in time' },
  engine_bad_output: { status: 500, retryable: false, title: 'The model gave unusable audio' },
  encoding_failed: { status: 500, retryable: true, title: 'The audio could not be encoded' },
  attempts_exhausted: { status: 500, retryable: false, title: 'The job failed too often' },
  queue_unavailable: { status: 503, retryable: true, title: 'The queue cannot be reached' },
  storage_unavailable: { status: 503, retryable: true, title: 'The object store cannot be reached' },
  encoder_unavailable: { status: 503, retryable: true, title: 'The encoder for this audio format is missing' },
  disk_full: { status: 503, retryable: true, title: 'A worker has no room for audio in progress' },
  storage_refused: { status: 500, retryable: false, title: 'The object store refuses access' },
  not_ready: { status: 503, retryable: true, title: 'Lector is not ready to work' },
  timed_out: { status: 504, retryable: true, title: 'The job did not finish in the time allowed' },
  config_invalid: { status: 500, retryable: false, title: 'The configuration is not valid' },
  redis_unsuitable: { status: 500, retryable: false, title: 'This Redis cannot hold a queue safely' },
  service_missing: { status: 500, retryable: false, title: 'A service Lector needs cannot be found or started' },
  pack_missing: { status: 500, retryable: false, title: 'The model pack is not complete' },
  pack_corrupt: { status: 500, retryable: false, title: 'A file of the model pack has the wrong content' },
  pack_source_unreachable: { status: 500, retryable: true, title: 'No source of the model pack could be reached' },
  checkpoint_unsuitable: { status: 500, retryable: false, title: 'The checkpoints are not those of this model' },
  build_failed: { status: 500, retryable: false, title: 'The model pack could not be built' },
  pack_unsuitable: { status: 500, retryable: false, title: 'The model graph is not one this version can prepare' },
} as const satisfies Record<string, { status: number; retryable: boolean; title: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** One thing wrong with a request, and where: `pointer` is an RFC 6901 JSON pointer into the body. */
export interface ErrorDetail {
  readonly pointer: string;
  readonly detail: string;
}

/**
 * The one error class that crosses rooms. `code` decides status and retry; the message says what failed on what, with
 * the facts in brackets, e.g. `could not read the segment [key=…, attempt=2]`. It never holds the text of a job.
 */
export class LectorError extends Error {
  override readonly name = 'LectorError';
  readonly code: ErrorCode;
  readonly errors: readonly ErrorDetail[];
  /** Seconds after which trying again is worth it (503), where known. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; errors?: readonly ErrorDetail[]; retryAfterSeconds?: number } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.errors = options.errors ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get status(): number {
    return ERRORS[this.code].status;
  }

  get retryable(): boolean {
    return ERRORS[this.code].retryable;
  }

  get title(): string {
    return ERRORS[this.code].title;
  }
}

/** Any thrown value as a `LectorError`; unknown ones become `internal` (or the code given) with the value as cause. */
export function toLectorError(thrown: unknown, code: ErrorCode = 'internal'): LectorError {
  if (thrown instanceof LectorError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new LectorError(code, message, { cause: thrown });
}
