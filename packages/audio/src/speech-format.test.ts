import { AudioFormat } from '@lector/contract';
import { describe, expect, test } from 'vitest';
import { contentType, fileExtension, isStreamable, sampleRatesOf, streamContentType } from './speech-format.js';

describe('formats', () => {
  test.each(AudioFormat.options)('%s has a content type, an extension and rates that rise', (format) => {
    expect(contentType(format)).toMatch(/^audio\/[a-z0-9]+$/);
    expect(fileExtension(format)).toMatch(/^[a-z0-9]+$/);
    const rates = sampleRatesOf(format);
    expect(rates).toEqual([...rates].sort((a, b) => a - b));
    expect(rates[0]).toBeGreaterThanOrEqual(8_000);
    expect(rates.at(-1)).toBeLessThanOrEqual(48_000);
  });

  test('no two formats share an extension: objects of one job would overwrite each other', () => {
    expect(new Set(AudioFormat.options.map(fileExtension)).size).toBe(AudioFormat.options.length);
  });

  test('those this version writes are named once', () => {});

  test('all but audiobooks can be sent while they are made; AAC as bare frames then', () => {
    const streamable = AudioFormat.options.filter(isStreamable);
    expect(streamable).toEqual(['wav', 'mp3', 'opus', 'aac', 'flac', 'pcm']);
    expect([contentType('aac'), streamContentType('aac')]).toEqual(['audio/mp4', 'audio/aac']);
    for (const format of streamable.filter((format) => format !== 'aac')) {
      expect(streamContentType(format)).toBe(contentType(format));
    }
  });
});
