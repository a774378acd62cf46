import { LectorError } from '@lector/contract';
import { describe, expect, it } from 'vitest';
import { isAbsent, storageError } from './storage-errors.js';

function sdkError(name: string, httpStatusCode?: number): Error {
  const error = new Error('from the store');
  error.name = name;
  return Object.assign(error, httpStatusCode === undefined ? {} : { $metadata: { httpStatusCode } });
}

describe('storageError', () => {
  it.each([
    ['InternalError', 500],
    ['ServiceUnavailable', 503],
    ['SlowDown', 503],
    ['TooManyRequests', 429],
    ['RequestTimeout', 400],
    ['InsufficientStorage', 507],
    ['XMinioStorageFull', 507],
    ['QuotaExceeded', 403],
    ['TimeoutError', undefined],
    ['ECONNREFUSED', undefined],
    ['XmlParsing', 200],
  ])('calls %s (%s) something to try again', (name, status) => {
    expect(storageError(sdkError(name, status), 'storing x').code).toBe('storage_unavailable');
  });

  it.each([
    ['AccessDenied', 403],
    ['InvalidAccessKeyId', 403],
    ['NoSuchBucket', 404],
    ['PermanentRedirect', 301],
    ['InvalidArgument', 400],
    ['EntityTooLarge', 413],
  ])('calls %s (%s) something a person must mend', (name, status) => {
    expect(storageError(sdkError(name, status), 'storing x').code).toBe('storage_refused');
  });

  it('tells a caller who gave up from a store that failed', () => {
    expect(storageError(sdkError('AbortError'), 'storing x', AbortSignal.abort()).code).toBe('cancelled');
    expect(storageError(sdkError('AbortError'), 'storing x', new AbortController().signal).code).toBe(
      'storage_unavailable',
    );
  });

  it('does not hide a mistake of ours behind a retry', () => {
    expect(storageError(new TypeError('x is not a function'), 'storing x').code).toBe('internal');
  });

  it.each([
    ['SlowDown', 503, 'storage_unavailable'],
    ['AccessDenied', 403, 'storage_refused'],
    ['InvalidRange', 416, 'range_not_satisfiable'],
  ])('keeps what happened as its cause and drops the request, which holds a signature: %s', (name, status, code) => {
    const failure = Object.assign(sdkError(name, status), {
      code: 'ECONNRESET',
      $response: { headers: { authorization: 'signed' } },
    });
    const error = storageError(failure, 'storing x');
    expect(error.code).toBe(code);
    expect(error.cause).toMatchObject({ name, message: 'from the store', status, code: 'ECONNRESET' });
    expect(JSON.stringify(error.cause)).not.toContain('signed');
    expect(Object.keys(error.cause ?? {})).not.toContain('$response');
  });

  it('leaves what is a LectorError already as it is', () => {
    const ours = new LectorError('internal', 'ours');
    expect(storageError(ours, 'storing x')).toBe(ours);
  });
});

describe('isAbsent', () => {
  it('is true for a missing object and false for a missing bucket', () => {
    expect(isAbsent(sdkError('NoSuchKey', 404))).toBe(true);
    expect(isAbsent(sdkError('NotFound', 404))).toBe(true);
    expect(isAbsent(sdkError('NoSuchBucket', 404))).toBe(false);
    expect(isAbsent(sdkError('AccessDenied', 403))).toBe(false);
  });
});
