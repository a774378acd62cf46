import { describe, expect, it } from 'vitest';
import { VoiceList } from '@lector/contract';
import { startRig } from '../test-rig/rig.js';

describe('GET /v1/voices', () => {
  it('list voices as the contract says, with one default', async () => {
    const { url } = await startRig();
    const { voices } = VoiceList.parse(await (await fetch(`${url}/v1/voices`)).json());
    expect(voices.filter((voice) => voice.default).map(({ id }) => id)).toEqual(['tone']);
  });
});
