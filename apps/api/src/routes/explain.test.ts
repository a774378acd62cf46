import { describe, expect, it } from 'vitest';
import { ExplainResponse } from '@lector/contract';
import { problemOf, startRig } from '../test-rig/rig.js';

describe('POST /v1/text/explain', () => {
  it('explain a text', async () => {
    const rig = await startRig();
    const response = await rig.post('/v1/text/explain', { text: 'Hello' });
    expect(ExplainResponse.parse(await response.json()).segments[0]?.spans[0]?.ipa).toBe('həlˈoʊ');
    expect((await problemOf(await rig.post('/v1/text/explain', { text: 'a'.repeat(5001) }))).code).toBe(
      'text_too_long',
    );
    expect((await problemOf(await rig.post('/v1/text/explain', { text: '안녕' }))).code).toBe('language_unavailable');
  });

  it.each(['explain', 'candidates'])(
    '%s refuses what a job would: a voice of the text that there is none of',
    async (call) => {
      const rig = await startRig();
      const refused = async (body: object) => {
        const response = await rig.post(`/v1/text/${call}`, body);
        const { code, errors } = await problemOf(response);
        return [response.status, code, errors?.[0]?.pointer];
      };
      expect(await refused({ text: 'Hello [voice:nobody] you' })).toEqual([422, 'unknown_voice', '/text']);
      expect(await refused({ ssml: '<speak>Hello <voice name="english">こんにちは</voice></speak>' })).toEqual([
        422,
        'voice_language_unavailable',
        '/ssml',
      ]);
    },
  );

  it('plans as it is asked to', async () => {
    const rig = await startRig();
    await rig.post('/v1/text/explain', { text: 'Hello 😂', language: 'en', emoji: 'name' });
    await rig.post('/v1/text/explain', { text: 'Hello 😂' });
    expect(rig.planned).toMatchObject([{ language: 'en', emoji: 'name' }, { language: 'auto' }]);
  });
});
