import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { renderAll, type EngineLoop } from './loops.js';

/** A loop that takes a turn of the event loop for a second of audio. */
function secondLoop(): EngineLoop {
  return {
    pid: 1,
    render: async () => {
      await setImmediate();
      return { seconds: 0, audioSeconds: 1 };
    },
    stop: () => Promise.resolve(),
  };
}

describe('renderAll', () => {
  it.each([1, 2, 4])('adds up the audio of %i loops', async (count) => {
    const utterances = Array.from({ length: 12 }, () => ({ family: 'tone' }));
    const { audioSeconds } = await renderAll(Array.from({ length: count }, secondLoop), utterances);
    expect(audioSeconds).toBe(12);
  });
});
