import { describe, expect, test } from 'vitest';
import { isErrorLine, readStreamLine } from './decoder-lines.js';

describe('readStreamLine', () => {
  test.each([
    ['[info]   Stream #0:0: Audio: mp3 (mp3float), 24000 Hz, mono, fltp, 38 kb/s', 'mp3', 24_000],
    ['[info]   Stream #0:0: Audio: opus, 48000 Hz, mono, fltp, start 0.006500', 'opus', 48_000],
    [
      '[info]   Stream #0:0[0x1](und): Audio: aac (LC) (mp4a / 0x6134706D), 8000 Hz, mono, fltp, 31 kb/s (default)',
      'aac',
      8_000,
    ],
    ['[info]   Stream #0:0: Audio: flac, 44100 Hz, mono, s16', 'flac', 44_100],
  ])('reads %s', (line, codec, sampleRate) => {
    expect(readStreamLine(line)).toEqual({ codec, sampleRate, channels: 1 });
  });

  test('counts channels', () => {
    expect(readStreamLine('Stream #0:0: Audio: aac (LC), 48000 Hz, stereo, fltp')?.channels).toBe(2);
    expect(readStreamLine('Stream #0:0: Audio: flac, 48000 Hz, 3 channels, s16')?.channels).toBe(3);
  });

  test.each([
    '[info]   Stream #0:1[0x2](eng): Data: bin_data (text / 0x74786574), 0 kb/s',
    '[info]   Duration: 00:00:37.32, start: 0.000000, bitrate: 62 kb/s',
    '[info]     title           : Hello',
  ])('reads nothing from %s', (line) => {
    expect(readStreamLine(line)).toBeNull();
  });
});

describe('isErrorLine', () => {
  test('is true of errors and of nothing that could hold a title', () => {
    expect(isErrorLine('[mp3float @ 0x55d0c0] [error] Header missing')).toBe(true);
    expect(isErrorLine('[fatal] Conversion failed!')).toBe(true);
    expect(isErrorLine('[info]     title           : [error] of the century')).toBe(false);
    expect(isErrorLine('[mp3 @ 0x55d0c0] [warning] Estimating duration')).toBe(false);
  });
});
