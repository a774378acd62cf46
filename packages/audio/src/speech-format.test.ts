import { AudioFormat } from '@lector/contract';
import { describe, expect, test } from 'vitest';
import { contentType, fileExtension, isWritable, WRITABLE_FORMATS } from './speech-format.js';

describe('formats', () => {
  test.each(AudioFormat.options)('%s has a content type and an extension', (format) => {
    expect(contentType(format)).toMatch(/^audio\/[a-z0-9]+$/);
    expect(fileExtension(format)).toMatch(/^[a-z0-9]+$/);
  });

  test('no two formats share an extension: objects of one job would overwrite each other', () => {
    expect(new Set(AudioFormat.options.map(fileExtension)).size).toBe(AudioFormat.options.length);
  });

  test('those this version writes are named once', () => {
    expect(AudioFormat.options.filter(isWritable)).toEqual([...WRITABLE_FORMATS]);
  });
});
