import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { AuditionRequest } from './audition.js';
import { CandidatesRequest } from './candidates.js';
import { ExplainRequest } from './explain.js';
import { SpeechRequest } from './speech.js';
import { TtsRequest } from './tts.js';
import { LectorError } from './errors.js';
import { JobRequest } from './job.js';
import { jsonPointer, parseRequest } from './parse.js';
import { JobQuery } from './queries.js';
import { webhookSecret } from './webhook-signature.js';

function failure(run: () => unknown): LectorError {
  try {
    run();
  } catch (error) {
    if (error instanceof LectorError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

function pairs(count: number, value: unknown): Record<string, unknown> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, value]));
}

describe('parseRequest', () => {
  it('fills in defaults', () => {
    expect(parseRequest(JobRequest, { text: 'Hello' })).toEqual({
      text: 'Hello',
      voice: 'default',
      language: 'auto',
      speed: 1,
      format: 'wav',
    });
  });

  it('names every fault with a pointer and plain words', () => {
    const error = failure(() =>
      parseRequest(JobRequest, {
        text: 7,
        voice: '',
        speed: 9,
        language: 'de',
        seed: 1.5,
        colour: 'red',
        metadata: { a: 1 },
        webhook: { url: 'ftp://example.com', secret: 'whsec_short' },
      }),
    );
    expect(error.code).toBe('invalid_request');
    expect(Object.fromEntries(error.errors.map(({ pointer, detail }) => [pointer, detail]))).toEqual({
      '/text': 'must be a string',
      '/voice': 'must have at least 1 character',
      '/speed': 'must be at most 4',
      '/language': 'must be one of "auto", "zh", "en", "ja", "yue", "ko"',
      '/seed': 'must be a whole number',
      '/colour': 'is not a known field',
      '/metadata/a': 'must be a string',
      '/webhook/url': 'must be an http or https URL',
      '/webhook/secret': 'must be whsec_ and 24 to 64 bytes in base64',
    });
  });

  it.each([
    [{}, '/text', 'is required, or ssml in its place'],
    [{ voice: '' }, '/text', 'is required, or ssml in its place'],
    [{ text: 'a', ssml: '<speak>a</speak>' }, '/ssml', 'comes in place of text, not beside it'],
  ])('takes one text, and %j is none or two', (body, pointer, detail) => {
    expect(failure(() => parseRequest(JobRequest, body)).errors).toContainEqual({ pointer, detail });
  });

  it.each<[string, z.ZodType, Record<string, unknown>, readonly string[]]>([
    [
      'a job',
      JobRequest,
      { text: 'a' },
      'ssml voice language emoji speed format sample_rate normalize_loudness timings seed lexicons pack priority webhook metadata'.split(
        ' ',
      ),
    ],
    [
      'speech',
      SpeechRequest,
      { model: 'tts-1', input: 'a', voice: 'alloy' },
      'response_format speed stream_format instructions language emoji lexicons'.split(' '),
    ],
    ['/tts', TtsRequest, { text: 'a' }, 'speaker language emoji speed lexicons'.split(' ')],
    ['explain', ExplainRequest, { text: 'a' }, 'ssml language emoji lexicons'.split(' ')],
    ['candidates', CandidatesRequest, { text: 'a' }, 'ssml language lexicons'.split(' ')],
    ['audition', AuditionRequest, { text: 'a' }, 'ssml entries lexicons voice language speed'.split(' ')],
  ])('takes null for left out in every optional field of %s', (_, schema, body, optional) => {
    const nulls = Object.fromEntries(optional.map((name) => [name, null]));
    const taken = parseRequest(schema, { ...body, ...nulls });
    expect(JSON.stringify(taken)).toBe(JSON.stringify(parseRequest(schema, body)));
    expect(Object.values(taken as object)).not.toContain(null);
    for (const name of Object.keys(body).filter((one) => one !== 'text')) {
      expect(failure(() => parseRequest(schema, { ...body, [name]: null })).errors[0]?.pointer).toBe(`/${name}`);
    }
  });

  it('takes null for left out in a webhook, and never for a text', () => {
    const webhook = { url: 'https://example.com', secret: null, events: null };
    expect(parseRequest(JobRequest, { text: 'a', webhook }).webhook).toEqual({ url: 'https://example.com' });
    expect(parseRequest(JobRequest, { text: null, ssml: '<speak>a</speak>' }).ssml).toBe('<speak>a</speak>');
    expect(failure(() => parseRequest(JobRequest, { text: null, ssml: null })).errors[0]?.pointer).toBe('/text');
    expect(failure(() => parseRequest(TtsRequest, { text: null })).errors[0]?.pointer).toBe('/text');
    expect(failure(() => parseRequest(JobRequest, { text: 'a', metadata: { a: null } })).errors[0]?.pointer).toBe(
      '/metadata/a',
    );
  });

  it.each([null, 1, 'text', [], true])('refuses %j as a body', (body) => {
    const error = failure(() => parseRequest(JobRequest, body));
    expect(error.errors).toEqual([{ pointer: '', detail: 'must be an object' }]);
  });

  it('never repeats a value, which may be the text of a job', () => {
    const error = failure(() => parseRequest(JobRequest, { text: ['a private diary'], voice: 7 }));
    expect(`${error.message} ${JSON.stringify(error.errors)}`).not.toContain('diary');
  });

  it('keeps the answer small whatever the body was', () => {
    const body = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`${'k'.repeat(200)}${index}`, 1]));
    const error = failure(() => parseRequest(JobRequest, body));
    expect(error.errors.length).toBeLessThanOrEqual(20);
    expect(JSON.stringify(error.errors).length).toBeLessThan(4000);
  });

  it.each([
    ['wrong values', { metadata: pairs(5000, 1) }],
    ['wrong events', { webhook: { url: 'https://a.example', events: Array.from({ length: 5000 }, () => 'x') } }],
    ['many pairs', { metadata: pairs(5000, 'a') }],
    ['a long value', { metadata: { a: '\ud800'.repeat(5000) } }],
  ])('tells a few of the faults of a body with %s', (_name, body) => {
    const error = failure(() => parseRequest(JobRequest, { text: 'a', ...body }));
    expect(error.errors.length).toBeGreaterThan(0);
    expect(error.errors.length).toBeLessThanOrEqual(20);
  });

  it('reads numbers from query strings and refuses what is none', () => {
    expect(parseRequest(JobQuery, { wait: '2.5' })).toEqual({ wait: 2.5 });
    for (const wait of ['abc', '61', '-1', 'Infinity', ['1', '2']]) {
      expect(failure(() => parseRequest(JobQuery, { wait })).errors[0]?.pointer).toBe('/wait');
    }
  });
});

describe('webhook secrets', () => {
  const request = (secret: string) =>
    JobRequest.safeParse({ text: 'a', webhook: { url: 'https://example.com', secret } });
  const secretOf = (bytes: number) => webhookSecret(new Uint8Array(bytes).fill(7));

  it('are 24 to 64 bytes of padded base64', () => {
    for (const bytes of [24, 25, 26, 32, 63, 64]) expect(request(secretOf(bytes)).success).toBe(true);
    for (const bytes of [16, 23, 65, 66]) expect(request(secretOf(bytes)).success).toBe(false);
    expect(request(secretOf(25).replace('=', '')).success).toBe(false);
    expect(request(secretOf(24).replace('whsec_', '')).success).toBe(false);
  });
});

describe('jsonPointer', () => {
  it('escapes as RFC 6901 says and replaces halves of surrogate pairs', () => {
    expect(jsonPointer(['a/b', 'c~d', 0, ''])).toBe('/a~1b/c~0d/0/');
    expect(jsonPointer(['x\ud800y😀'])).toBe('/x\ufffdy😀');
    expect(jsonPointer([])).toBe('');
  });
});
