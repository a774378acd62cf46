import { describe, expect, it } from 'vitest';
import { LectorError } from './errors.js';
import { JobRequest } from './job.js';
import { withoutPlannedOptions } from './options.js';
import { parseRequest } from './parse.js';

function refused(body: unknown): LectorError {
  try {
    withoutPlannedOptions(body);
  } catch (error) {
    if (error instanceof LectorError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('withoutPlannedOptions', () => {
  it.each([['lexicons', ['names']]])('refuses %s by its name instead of ignoring it', (key, value) => {
    const error = refused({ text: 'a', [key]: value });
    expect(error.code).toBe('option_unavailable');
    expect(error.errors.map(({ pointer }) => pointer)).toEqual([`/${key}`]);
  });

  it('takes the values that ask for nothing and leaves the rest alone', () => {
    const body = { text: 'a', lexicons: [], colour: 1 };
    expect(withoutPlannedOptions(body)).toEqual({ text: 'a', colour: 1 });
  });

  it.each([null, 3, 'x', [1]])('passes %j on to the shape check', (body) => {
    expect(withoutPlannedOptions(body)).toBe(body);
  });

  it('keeps a key named __proto__ as a key, for the strict schema to refuse', () => {
    const body: unknown = JSON.parse('{"__proto__":{"text":"smuggled"}}');
    const kept = withoutPlannedOptions(body) as Record<string, unknown>;
    expect(kept['text']).toBeUndefined();
    expect(() => parseRequest(JobRequest, kept)).toThrow(expect.objectContaining({ code: 'invalid_request' }));
    const beside: unknown = JSON.parse('{"text":"a","__proto__":{"voice":"b"}}');
    expect(() => parseRequest(JobRequest, withoutPlannedOptions(beside))).toThrow(
      expect.objectContaining({ code: 'invalid_request' }),
    );
  });

  it.each(['\ud800', 'a\u0000b'])('lets metadata hold no %j', (value) => {
    expect(() => parseRequest(JobRequest, { text: 'a', metadata: { k: value } })).toThrow(
      expect.objectContaining({ code: 'invalid_request' }),
    );
  });
});
