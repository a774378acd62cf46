import { describe, expect, it } from 'vitest';
import { JobRequest, LectorError, parseRequest } from '@lector/contract';
import { parseJson } from './parse-json.js';

const BYTES = 5_000_000;
const many = (piece: (index: number) => string, bytesEach: number) =>
  Array.from({ length: BYTES / bytesEach }, (_, index) => piece(index)).join(',');

/** What is told of a body, and the processor time that took, ms: other than the clock's, it knows nothing of busy neighbours. */
function refused(body: string): { readonly error: LectorError; readonly cpuMs: number } {
  const bytes = Buffer.from(body);
  const before = process.cpuUsage();
  try {
    parseRequest(JobRequest, parseJson(bytes));
  } catch (error) {
    const { user, system } = process.cpuUsage(before);
    if (error instanceof LectorError) return { error, cpuMs: (user + system) / 1000 };
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('parseJson', () => {
  it.each([
    ['unknown fields', () => `{${many((index) => `"k${index}":1`, 11)}}`, /holds more than 1000 values/],
    ['metadata', () => `{"metadata":{${many((index) => `"k${index}":1`, 11)}}}`, /holds more than 1000 values/],
    ['a list', () => `{"text":[${many(() => '1', 2)}]}`, /holds more than 1000 values/],
    ['one field again and again', () => `{${many(() => '"text":"a"', 11)}}`, /holds more than 1000 values/],
    ['lists in lists', () => '['.repeat(BYTES), /nested more than 32 deep/],
    ['objects in objects', () => '{"a":'.repeat(BYTES / 5), /nested more than 32 deep/],
    [
      'a value of metadata',
      () => `{"text":"a","metadata":{"k":"${'\\n'.repeat(BYTES / 2)}"}}`,
      /at most 512 characters/,
    ],
    ['a name', () => `{"text":"a","${'k'.repeat(BYTES)}":1}`, /is not a known field/],
    ['an address', () => `{"text":"a","webhook":{"url":"http://${'a.'.repeat(BYTES / 2)}"}}`, /at most 2048/],
    ['line ends', () => `{"text":"a",${'\n'.repeat(BYTES)},}`, /broken at line 5000001, column 1/],
  ])('refuses five megabytes of %s in a moment', (_name, body, told) => {
    const { error, cpuMs } = refused(body());
    expect(error.message).toMatch(told);
    expect(cpuMs).toBeLessThan(400);
    expect(error.errors.length).toBeLessThanOrEqual(20);
  });

  it('reads whatever a request can hold', () => {
    const metadata = Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`k${index}`, '[{,'.repeat(150)]));
    const request = {
      text: '{[,"\\'.repeat(10_000),
      metadata,
      webhook: { url: 'https://a.example', events: ['job.failed'] },
    };
    expect(parseJson(Buffer.from(JSON.stringify(request)))).toEqual(request);
  });

  it('says where the JSON is broken', () => {
    const told = (body: string) => refused(body).error.message;
    expect(told('{"text":"a",,}')).toContain('line 1, column 13');
    expect(told('{\n"text":\n "a" x}')).toContain('line 3, column 6');
  });
});
