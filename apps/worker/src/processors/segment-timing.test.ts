import { floatToS16, type StoredSegment } from '@lector/audio';
import type { EngineModel } from '@lector/engines';
import type { Segment } from '@lector/text';
import { describe, expect, it } from 'vitest';
import { segmentTimings } from './segment-timing.js';

const RATE = 24_000;
const speech = { spans: [{ language: 'en', spoken: 'Go on', ipa: 'ɡoʊ ɔn' }], voice: 'v', speed: 1, seed: 0 } as const;
const segment: Segment = {
  index: 3,
  start: 40,
  end: 46,
  pauseMs: 0,
  spans: [
    {
      ...speech.spans[0],
      start: 40,
      end: 46,
      source: 'Go on.',
      rule: 'latin',
      words: [
        { start: 40, end: 42, ipaStart: 0, ipaEnd: 3 },
        { start: 43, end: 45, ipaStart: 4, ipaEnd: 6 },
      ],
    },
  ],
};

/** Half a second of silence, a second of sound. */
const pcm = Float32Array.from({ length: 1.5 * RATE }, (_, at) => (at < RATE / 2 ? 0 : Math.sin(at / 20) / 3));
const stored: StoredSegment = {
  header: {
    version: 1,
    sampleRate: RATE,
    samples: pcm.length,
    durations: [20, 20, 20],
    samplesPerFrame: 600,
    findings: [],
  },
  pcm: floatToS16(pcm),
};

describe('the timings of a segment', () => {
  it('are what the model makes of its words, durations and silences, put at its place in the whole', () => {
    const asked: Parameters<EngineModel['wordTimes']>[] = [];
    const model: Pick<EngineModel, 'wordTimes'> = {
      wordTimes: (...given) => {
        asked.push(given);
        return {
          precision: 'exact',
          spans: [
            [
              { startSeconds: 0.5, endSeconds: 0.9 },
              { startSeconds: 0.9, endSeconds: 1.5 },
            ],
          ],
        };
      },
    };
    const place = { startSeconds: 10, tempo: 2, level: 'word' } as const;
    expect(segmentTimings(segment, speech, stored, model, place)).toEqual([
      {
        start: 40,
        end: 46,
        startSeconds: 5.25,
        endSeconds: 5.75,
        text: 'Go on.',
        precision: 'exact',
        words: [
          { start: 40, end: 42, startSeconds: 5.25, endSeconds: 5.45 },
          { start: 43, end: 45, startSeconds: 5.45, endSeconds: 5.75 },
        ],
      },
    ]);
    expect(asked).toEqual([
      [
        speech,
        [segment.spans[0]?.words],
        {
          durations: [20, 20, 20],
          samplesPerFrame: 600,
          sampleRate: RATE,
          seconds: 1.5,
          silences: [{ startSeconds: 0, endSeconds: 0.5 }],
        },
      ],
    ]);
  });
});
