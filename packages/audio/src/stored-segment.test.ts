import { describe, expect, it } from 'vitest';
import { readStoredSegment, writeStoredSegment, type SegmentHeader } from './stored-segment.js';

const header: SegmentHeader = {
  version: 1,
  sampleRate: 24_000,
  samples: 3,
  durations: [1, 2],
  samplesPerFrame: 600,
  findings: [],
};
const pcm = Uint8Array.of(10, 0, 10, 10, 255, 127);

describe('a stored segment', () => {
  it('comes back as it was written, newline bytes in the samples included', () => {
    expect(readStoredSegment(writeStoredSegment({ header, pcm }))).toEqual({ header, pcm });
  });

  it.each([
    ['cut short', writeStoredSegment({ header, pcm }).slice(0, -1)],
    ['without a header', pcm],
    ['empty', new Uint8Array()],
    ['of another version', writeStoredSegment({ header: { ...header, version: 2 as 1 }, pcm })],
  ])('is not used when it is %s', (_name, bytes) => {
    expect(readStoredSegment(bytes)).toBeNull();
  });
});
