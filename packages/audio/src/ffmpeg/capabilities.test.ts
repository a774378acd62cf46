import { describe, expect, test } from 'vitest';
import { missingCapabilities } from './capabilities.js';

const encoders = (...names: readonly string[]) =>
  [
    'Encoders:',
    ' V..... = Video',
    ' A..... = Audio',
    ' ------',
    ...names.map((name) => ` A....D ${name}                 Some words`),
  ].join('\n');
const all = encoders('aac', 'flac', 'libmp3lame', 'libopus', 'pcm_s16le');

describe('missingCapabilities', () => {
  test.each([
    ['a distribution', 'ffmpeg version 5.1.9-0+deb12u1 Copyright (c) 2000-2026 the FFmpeg developers'],
    ['a release build', 'ffmpeg version n9.0.2-17-g2a571b6068-20260930 Copyright (c) 2000-2026'],
    ['a development tree', 'ffmpeg version N-118000-gabcdef Copyright (c) 2000-2026'],
  ])('finds nothing missing in %s with all encoders', (_, version) => {
    expect(missingCapabilities(all, version)).toEqual([]);
  });

  test('names every encoder that is not there; a longer name is another encoder', () => {
    const found = encoders('aac_at', 'libfdk_aac', 'flac', 'libmp3lame');
    expect(missingCapabilities(found, 'ffmpeg version 7.1.1')).toEqual(['encoder libopus', 'encoder aac']);
  });

  test('passes over releases nobody tried this with', () => {
    expect(missingCapabilities(all, 'ffmpeg version 4.4.2-0ubuntu0.22.04.1')).toEqual(['release 5 or newer']);
  });

  test('finds everything missing in what is no ffmpeg', () => {
    expect(missingCapabilities('', '')).toHaveLength(4);
  });
});
