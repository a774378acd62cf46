import type { ErrorCode } from '@lector/contract';
import type { LectorApiError } from '@lector/sdk';
import { EXIT, type ExitCode } from './command.js';

/** The call, or the settings it was made with, have to change. */
const USAGE: readonly ErrorCode[] = ['config_invalid', 'unknown_pack', 'checkpoint_unsuitable'];
/** What Lector runs on is away, refuses, or cannot be had. */
const UNREACHABLE: readonly ErrorCode[] = [
  'queue_unavailable',
  'redis_unsuitable',
  'storage_unavailable',
  'storage_refused',
  'service_missing',
  'pack_source_unreachable',
  'not_ready',
  'timed_out',
];

/** A job that is there, but not with what was asked of it. */
const JOB: readonly LectorApiError['code'][] = [
  'job_without_audio',
  'job_without_timings',
  'audio_deleted',
  'cancelled',
];

/** The exit code for an error of this machine. */
export function exitCodeOf(code: ErrorCode): ExitCode {
  if (USAGE.includes(code)) return EXIT.usage;
  return UNREACHABLE.includes(code) ? EXIT.unreachable : EXIT.failedJob;
}

/** The exit code for what an API answered: 4xx means that the call has to change, but for "not now". */
export function exitCodeOfRefusal({ code, status }: Pick<LectorApiError, 'code' | 'status'>): ExitCode {
  if (JOB.includes(code)) return EXIT.failedJob;
  return status >= 500 || status === 429 ? EXIT.unreachable : EXIT.usage;
}
