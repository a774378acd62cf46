import { LectorError } from '@lector/contract';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const MIN_BYTES = 10;

/**
 * A job's id from random bytes, 16 of them by custom: `job_` and base32. The queue refuses ids that hold `:` or are all
 * digits; the prefix rules out both. Unguessable, so that one tenant cannot try another's ids.
 */
export function jobId(randomBytes: Uint8Array): string {
  if (randomBytes.length < MIN_BYTES) {
    throw new LectorError(
      'internal',
      `too few random bytes for an id [bytes=${randomBytes.length}, least=${MIN_BYTES}]`,
    );
  }
  return `job_${base32(randomBytes)}`;
}

/**
 * The id of a job's terminal event. A job has exactly one, so the id follows from the job's: whoever tells it again
 * after a crash tells the same event, and receivers see that.
 */
export function terminalEventId(id: string): string {
  return `evt_${id.slice(id.indexOf('_') + 1)}`;
}

/** RFC 4648 base32, lower case, without padding. */
function base32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(held >>> bits) & 31];
      held &= (1 << bits) - 1;
    }
  }
  return bits === 0 ? text : text + ALPHABET[(held << (5 - bits)) & 31];
}
