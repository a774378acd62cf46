import { ERRORS, type ErrorCode } from '@lector/contract';
import { expect, it } from 'vitest';
import { exitCodeOf, exitCodeOfRefusal } from './exit-codes.js';

it.each<[ErrorCode, number]>([
  ['config_invalid', 2],
  ['unknown_pack', 2],
  ['checkpoint_unsuitable', 2],
  ['queue_unavailable', 3],
  ['storage_refused', 3],
  ['service_missing', 3],
  ['pack_source_unreachable', 3],
  ['pack_corrupt', 1],
  ['build_failed', 1],
  ['internal', 1],
])('%s ends a command with %i', (code, exit) => {
  expect(exitCodeOf(code)).toBe(exit);
});

it.each<[Parameters<typeof exitCodeOfRefusal>[0], number]>([
  [{ code: 'unknown_voice', status: 422 }, 2],
  [{ code: 'unauthorized', status: 401 }, 2],
  [{ code: 'not_found', status: 404 }, 2],
  [{ code: 'job_without_audio', status: 409 }, 1],
  [{ code: 'audio_deleted', status: 410 }, 1],
  [{ code: 'unexpected', status: 429 }, 3],
  [{ code: 'queue_unavailable', status: 503 }, 3],
  [{ code: 'unexpected', status: 502 }, 3],
])('an answer of %o ends a command with %i', (refusal, exit) => {
  expect(exitCodeOfRefusal(refusal)).toBe(exit);
});

it('knows no code outside the contract', () => {
  expect(Object.keys(ERRORS).map((code) => exitCodeOf(code as ErrorCode))).not.toContain(undefined);
});
