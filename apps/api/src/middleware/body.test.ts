import { describe, expect, it } from 'vitest';
import { maxBodyBytes } from './body.js';
import { CANARY, problemOf, startRig } from '../test-rig/rig.js';

describe('bodies', () => {
  it.each([
    ['nothing', '', 400, 'malformed_json'],
    ['broken JSON', '{"text": "a",}', 400, 'malformed_json'],
    ['JSON cut short', '{"text": "a', 400, 'malformed_json'],
    ['a bare string', '"Hello"', 400, 'invalid_request'],
    ['a megabyte', JSON.stringify({ text: 'a'.repeat(1_000_001) }), 413, 'body_too_large'],
  ])('%s gets the right problem', async (_name, body, status, code) => {
    const rig = await startRig();
    const response = await rig.post('/v1/jobs', body);
    expect([response.status, (await problemOf(response)).code]).toEqual([status, code]);
  });

  it('may be as large as the longest text allowed, however it is written', async () => {
    const maxCharacters = 300_000;
    const rig = await startRig({ settings: { maxCharacters } });
    const escaped = (characters: number) => `{"text":"${'\\u4f60'.repeat(characters)}"}`;
    expect((await rig.post('/v1/jobs', escaped(maxCharacters))).status).toBe(202);
    expect((await problemOf(await rig.post('/v1/jobs', escaped(maxCharacters + 1)))).code).toBe('text_too_long');
    const problem = await problemOf(await rig.post('/v1/jobs', escaped(maxCharacters + 20_000)));
    expect(problem.code).toBe('body_too_large');
    expect(problem.detail).toContain(`maxBytes=${maxBodyBytes(maxCharacters)}`);
  });

  it('say where JSON is broken without quoting it', async () => {
    const rig = await startRig();
    const problem = await problemOf(await rig.post('/v1/jobs', `{\n  "text": "${CANARY}",,\n}`));
    expect(problem.detail).toMatch(/line 2, column \d+/);
    expect(JSON.stringify(problem)).not.toContain(CANARY);
  });

  it('that are not UTF-8 are refused instead of spoken wrong', async () => {
    const rig = await startRig();
    const response = await fetch(`${rig.url}/v1/jobs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: Buffer.from('{"text":"caf\u00e9"}', 'latin1'),
    });
    expect((await problemOf(response)).code).toBe('malformed_json');
  });

  it.each([
    ['text/plain', undefined],
    ['', undefined],
    ['application/json; charset=utf-16', undefined],
    ['application/json', 'gzip'],
  ])('of type %j (%s) are refused with 415', async (type, encoding) => {
    const rig = await startRig();
    const response = await rig.post('/v1/jobs', '{"text":"a"}', {
      'content-type': type,
      ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
    });
    expect((await problemOf(response)).code).toBe('unsupported_media_type');
  });

  it('may name UTF-8', async () => {
    const rig = await startRig();
    const response = await rig.post('/v1/jobs', '{"text":"a"}', {
      'content-type': 'Application/JSON; charset="UTF-8"',
    });
    expect(response.status).toBe(202);
  });
});
