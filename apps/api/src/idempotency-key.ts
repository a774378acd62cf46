import type { Request } from 'express';
import { IDEMPOTENCY_KEY, LectorError } from '@lector/contract';

/** The `Idempotency-Key` of a call, or null. @throws LectorError `invalid_request` for one that is not usable */
export function idempotencyKey(request: Request): string | null {
  const key = request.get('idempotency-key');
  if (key === undefined) return null;
  if (!IDEMPOTENCY_KEY.test(key)) {
    throw new LectorError('invalid_request', 'Idempotency-Key must be 1 to 255 visible ASCII characters');
  }
  return key;
}
