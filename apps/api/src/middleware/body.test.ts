import { describe, expect, it } from 'vitest';
import { maxBodyBytes } from './body.js';
import { problemIn, rawCall } from '../test-rig/raw-call.js';
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

  it.each([
    ['/tts', { text: 'a' }, 4096, 'POST /v1/jobs takes longer ones'],
    ['/v1/audio/speech', { input: 'a', model: 'tts-1', voice: 'tone' }, 4096, 'POST /v1/jobs takes longer ones'],
    ['/v1/text/explain', { text: 'a' }, 5000, 'send it in parts'],
  ])('of %s may be as large as its own texts need', async (path, request, characters, remedy) => {
    const rig = await startRig({ settings: { maxCharacters: 900_000 } });
    const room = ' '.repeat(maxBodyBytes(characters) - JSON.stringify(request).length);
    const problem = await problemOf(await rig.post(path, JSON.stringify(request) + room + ' '));
    expect(problem.code).toBe('body_too_large');
    expect(problem.detail).toContain(`${characters} characters`);
    expect(problem.detail).toContain(remedy);
    const wrong = `${JSON.stringify({ ...request, colour: 'red' }).slice(0, -1)}${room.slice(17)}}`;
    expect((await problemOf(await rig.post(path, wrong))).errors).toEqual([
      { pointer: '/colour', detail: 'is not a known field' },
    ]);
  });

  const head = (...headers: string[]) =>
    ['POST /v1/jobs HTTP/1.1', 'Host: localhost', 'Content-Type: application/json', ...headers, '', ''].join('\r\n');

  it('that say they are too large are refused before their first byte', async () => {
    const { url } = await startRig();
    const { text, ms } = await rawCall(url, head('Content-Length: 100000000'));
    const problem = problemIn(text);
    expect(problem.code).toBe('body_too_large');
    expect(problem.detail).toMatch(/158304 bytes.*10000 characters.*LECTOR_MAX_CHARS/);
    expect(ms).toBeLessThan(1000);
  });

  it('without end are refused as soon as they have grown too large', async () => {
    const { url } = await startRig();
    const chunk = `10000\r\n${'a'.repeat(0x1_00_00)}\r\n`;
    let sent = 0;
    const { text, ms } = await rawCall(url, (socket) => {
      socket.write(head('Transfer-Encoding: chunked'));
      const more = () => {
        while (!socket.destroyed && socket.write(chunk)) sent += chunk.length;
      };
      socket.on('drain', more);
      more();
    });
    expect(problemIn(text).code).toBe('body_too_large');
    expect(ms).toBeLessThan(1000);
    expect(sent).toBeGreaterThan(1_000_000);
  });

  it('are asked for only once they are wanted', async () => {
    const { url } = await startRig();
    const refused = await rawCall(url, head('Expect: 100-continue', 'Content-Length: 100000000'));
    expect(refused.text).not.toContain('100 Continue');
    expect(problemIn(refused.text).code).toBe('body_too_large');

    const body = '{"text":"Hello"}';
    const taken = await rawCall(url, (socket) => {
      socket.write(head('Expect: 100-continue', `Content-Length: ${body.length}`, 'Connection: close'));
      socket.once('data', (answer) => {
        expect(answer).toBe('HTTP/1.1 100 Continue\r\n\r\n');
        socket.write(body);
      });
    });
    expect(taken.text).toContain('HTTP/1.1 202 Accepted');
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
