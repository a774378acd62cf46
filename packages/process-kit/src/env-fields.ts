import { z } from 'zod';
import { fieldWithDefault, optionalField, urlOf, wholeNumber, wholeNumberOrAuto } from './env-field.js';
import type { EnvValues } from './env-field.js';
import { apiKeyList, cidrList, packNames } from './env-lists.js';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const HTTP = ['http:', 'https:'];
const A_PORT = 'a whole number from 0 to 65535 (0: any free port)';

/**
 * Every environment variable of Lector, once. Each app takes the ones it uses; `.env.example` is written from this
 * table. A variable set to the empty string counts as not set, which is what compose files make of a missing value.
 */
export const ENV_FIELDS = {
  LECTOR_HOST: fieldWithDefault(z.string().regex(/^[A-Za-z0-9.:_-]+$/), '127.0.0.1', {
    description:
      'Address the API listens on, which on anything but a loopback address needs API keys; also that of LECTOR_WORKER_PORT.',
    allowed: 'a host name or an IP address',
  }),
  LECTOR_PORT: fieldWithDefault(wholeNumber(0, 65_535), '8080', {
    description: 'Port the API listens on.',
    allowed: A_PORT,
  }),
  LECTOR_PUBLIC_URL: optionalField(urlOf(HTTP), 'https://speech.example.com', {
    description:
      'Address under which clients reach the API, for links. Absent: answers link by path, webhooks by the address the job was submitted to.',
    allowed: 'an http or https URL',
  }),
  LECTOR_AUTH: optionalField(z.enum(['none', 'keys']), 'keys', {
    description: 'Absent: `none` on a loopback address without API keys, else `keys`.',
    allowed: '`none` (only while LECTOR_HOST is a loopback address) or `keys`',
  }),
  LECTOR_API_KEYS: fieldWithDefault(apiKeyList, '', {
    description: 'Static API keys; the name is the tenant whose jobs the key sees.',
    allowed: 'name:key,name:key with names of letters, digits, - and _, and keys of at least 16 printable characters',
    secret: true,
  }),
  // A long novel in one job, and less than a megabyte of anything by mistake.
  LECTOR_MAX_CHARS: fieldWithDefault(wholeNumber(1, 10_000_000), '900000', {
    description: 'Longest text of one job, in Unicode code points.',
    allowed: 'a whole number from 1 to 10000000',
  }),
  LECTOR_RETENTION_HOURS: fieldWithDefault(wholeNumber(1, 8_760), '168', {
    description: 'How long a finished job, its audio and its rendered segments are kept.',
    allowed: 'a whole number of hours from 1 to 8760',
  }),
  LECTOR_WEBHOOK_ALLOW_CIDR: fieldWithDefault(cidrList, '', {
    description: 'Private address blocks that webhooks may reach; all others are refused.',
    allowed: 'address blocks separated by commas, as 10.0.0.0/8,fd00::/8',
  }),
  LECTOR_REDIS_URL: optionalField(urlOf(['redis:', 'rediss:']), 'redis://127.0.0.1:6379/0', {
    description: 'Redis 7 or Valkey, maxmemory-policy noeviction. Absent: Lector starts its own.',
    allowed: 'a redis:// or rediss:// URL',
    secret: true,
  }),
  LECTOR_QUEUE_PREFIX: fieldWithDefault(z.string().regex(/^[A-Za-z0-9_{}-]{1,64}$/), 'lector', {
    description: 'Prefix of every Redis key, so that installations can share a server.',
    allowed: '1 to 64 letters, digits, -, _, { and }',
  }),
  LECTOR_S3_ENDPOINT: optionalField(urlOf(HTTP), 'http://127.0.0.1:8333', {
    description: 'S3-compatible store. Absent: Lector starts its own.',
    allowed: 'an http or https URL',
  }),
  LECTOR_S3_BUCKET: fieldWithDefault(z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/), 'lector', {
    description: 'Bucket for audio, texts and rendered segments; made when it is missing.',
    allowed: '3 to 63 lower-case letters, digits, dots and dashes',
  }),
  LECTOR_S3_REGION: fieldWithDefault(z.string().regex(/^[a-z0-9-]{1,64}$/), 'us-east-1', {
    description: 'Region that requests to the store are signed for.',
    allowed: 'lower-case letters, digits and dashes',
  }),
  LECTOR_S3_ACCESS_KEY_ID: optionalField(z.string().min(1), 'lector', {
    description: 'Access key of the store; needed with LECTOR_S3_ENDPOINT.',
    allowed: 'any text',
    secret: true,
  }),
  LECTOR_S3_SECRET_ACCESS_KEY: optionalField(z.string().min(1), 'a-long-random-secret', {
    description: 'Secret of that access key.',
    allowed: 'any text',
    secret: true,
  }),
  LECTOR_S3_PUBLIC_ENDPOINT: optionalField(urlOf(HTTP), 'https://audio.example.com', {
    description: 'Address under which clients reach the store. Set: audio is answered with a presigned URL of it.',
    allowed: 'an http or https URL',
  }),
  LECTOR_DATA_DIR: optionalField(z.string().min(1), '~/.local/share/lector', {
    description:
      'Where models and the data of embedded services live. Fetched programs stay in `lector/cache` of `$XDG_DATA_HOME` (absent: `~/.local/share`), whatever is named here.',
    allowed: 'a folder; a leading ~/ is your home folder',
  }),
  LECTOR_MODEL_DIR: optionalField(z.string().min(1), '~/.local/share/lector/models', {
    description: 'Where model packs live. Absent: `models` in the data folder.',
    allowed: 'a folder; a leading ~/ is your home folder',
  }),
  LECTOR_PACK: fieldWithDefault(packNames, 'kokoro-82m', {
    description:
      'Model packs. The API serves all of them, the first where a call names none; workers hold one each and are divided among them.',
    allowed: 'names of packs separated by commas, of lower-case letters, digits, dots and dashes',
  }),
  LECTOR_WORKERS: fieldWithDefault(wholeNumberOrAuto(1, 256), 'auto', {
    description: 'Worker processes on this machine, each holding one model.',
    allowed: '`auto` or a whole number from 1 to 256',
  }),
  LECTOR_THREADS: fieldWithDefault(wholeNumberOrAuto(1, 256), 'auto', {
    description: 'Pinned inference threads of each worker process.',
    allowed: '`auto` or a whole number from 1 to 256',
  }),
  LECTOR_INFERENCE_TIMEOUT_SECONDS: fieldWithDefault(wholeNumber(1, 3_600), '120', {
    description:
      'Silence of the model on one segment after which its process is replaced; a segment expected to speak longer than a tenth of this has ten times its length. Raise it on very slow cores.',
    allowed: 'a whole number of seconds from 1 to 3600',
  }),
  LECTOR_MAX_RSS_MB: fieldWithDefault(wholeNumber(64, 1_000_000), '2000', {
    description:
      'Memory of one worker process after which it finishes its segment, hands its job back and is replaced.',
    allowed: 'a whole number of megabytes from 64 to 1000000',
  }),
  LECTOR_LOCK_SECONDS: fieldWithDefault(wholeNumber(2, 600), '30', {
    description:
      'How long a killed worker keeps its job from the others: they take it over after one to two times this.',
    allowed: 'a whole number of seconds from 2 to 600',
  }),
  LECTOR_WORKER_PORT: optionalField(wholeNumber(0, 65_535), '9090', {
    description:
      'Port for health and metrics of the workers of this machine, without API keys. Absent: none is opened.',
    allowed: A_PORT,
  }),
  LECTOR_OTLP_ENDPOINT: optionalField(urlOf(HTTP), 'http://127.0.0.1:4318', {
    description: 'OpenTelemetry receiver (OTLP over HTTP) that is sent traces. Absent: nothing is traced.',
    allowed: 'an http or https URL, to which /v1/traces is added',
  }),
  LECTOR_LOG_LEVEL: fieldWithDefault(z.enum(LOG_LEVELS), 'info', {
    description: 'Least level that is logged.',
    allowed: LOG_LEVELS.join(', '),
  }),
} as const;

export type LectorEnv = EnvValues<typeof ENV_FIELDS>;
export type LectorEnvName = keyof typeof ENV_FIELDS;

/** The part of the table an app uses, for `readConfig`. */
export function pickFields<const N extends readonly LectorEnvName[]>(names: N): Pick<typeof ENV_FIELDS, N[number]> {
  return Object.fromEntries(names.map((name) => [name, ENV_FIELDS[name]])) as Pick<typeof ENV_FIELDS, N[number]>;
}
