import { describe, expect, it } from 'vitest';
import { ERRORS } from './errors.js';
import { type JsonSchema, openApiDocument } from './openapi.js';
import { HELD } from './operation.js';
import { OPERATIONS } from './operations.js';

const document = openApiDocument({ version: '0.1.0', serverUrl: 'https://tts.example' });

/** Every `$ref` of the document. */
function references(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, field]) =>
    key === '$ref' && typeof field === 'string' ? [field] : references(field),
  );
}

describe('openApiDocument', () => {
  it('is plain JSON of version 3.1', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });

  it('refers only to schemas it holds, and uses every one of them', () => {
    const used = new Set(references(document));
    const held = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
    expect([...used].filter((reference) => !held.includes(reference))).toEqual([]);
    expect(held.filter((reference) => !used.has(reference))).toEqual([]);
  });

  it('names every variable part of a path as a parameter', () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      const parts = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const operation of Object.values(methods)) {
        const named = (operation.parameters ?? []).filter(({ in: place }) => place === 'path').map(({ name }) => name);
        expect(named, path).toEqual(parts);
      }
    }
  });

  it('gives every operation an id of its own', () => {
    const ids = OPERATIONS.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('describes each refusal as a problem document under its status', () => {
    for (const { path, method, problems } of OPERATIONS) {
      const operation = document.paths[path]?.[method];
      for (const code of problems) {
        const response = operation?.responses[String(ERRORS[code].status)];
        expect(response?.description, `${method} ${path}`).toContain(`\`${code}\``);
        expect(response?.content).toHaveProperty('application/problem+json');
      }
    }
  });

  it('says of calls that wait for their job what the job can fail with', () => {
    const problemsOf = (id: string) => OPERATIONS.find(({ operationId }) => operationId === id)?.problems ?? [];
    for (const id of ['speak', 'sampleVoice', 'createSpeech']) {
      expect(
        HELD.filter((code) => !problemsOf(id).includes(code)),
        id,
      ).toEqual([]);
    }
    for (const id of ['speak', 'createSpeech']) {
      expect(problemsOf(id)).toEqual(expect.arrayContaining(['encoder_unavailable', 'encoding_failed']));
    }
    for (const { operationId, problems } of OPERATIONS)
      expect(new Set(problems).size, operationId).toBe(problems.length);
  });

  it('lets every optional field of a request be null, and no other', () => {
    const takesNull = (field: JsonSchema): boolean => JSON.stringify(field).includes('"null"');
    for (const name of [
      'JobRequest',
      'SpeechRequest',
      'TtsRequest',
      'ExplainRequest',
      'AuditionRequest',
      'WebhookRequest',
    ]) {
      const schema = document.components.schemas[name];
      const required = (schema?.['required'] ?? []) as readonly string[];
      const fields = Object.entries(schema?.['properties'] as Readonly<Record<string, JsonSchema>>);
      expect(fields.length, name).toBeGreaterThan(2);
      for (const [field, shape] of fields) {
        expect(takesNull(shape) || '$ref' in shape, `${name}.${field}`).toBe(!required.includes(field));
      }
    }
    expect(document.components.schemas['SpeechRequest']?.['properties']).toMatchObject({
      response_format: {
        default: 'mp3',
        anyOf: [{ enum: ['mp3', 'opus', 'aac', 'flac', 'wav', 'pcm'] }, { type: 'null' }],
      },
    });
  });

  it('shows defaulted fields as optional in requests and as present in answers', () => {
    expect(document.components.schemas['JobRequest']?.['required']).toBeUndefined();
    expect(document.components.schemas['JobRequest']?.['oneOf']).toEqual([
      { required: ['text'], properties: { text: { type: 'string' } } },
      { required: ['ssml'], properties: { ssml: { type: 'string' } } },
    ]);
    expect(document.components.schemas['VoiceList']?.['required']).toEqual(['voices']);
  });

  it('asks for a key everywhere but where the contract says none is needed', () => {
    const open = OPERATIONS.filter((operation) => operation.open === true).map(({ path }) => path);
    expect(open).toEqual(['/healthz', '/readyz', '/openapi.json', '/docs', '/docs/errors']);
    for (const path of open) expect(document.paths[path]?.['get']?.security).toEqual([]);
  });
});
