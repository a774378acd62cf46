import { AudioFormat } from '@lector/contract';
import { describe, expect, test } from 'vitest';
import { isStreamable, sampleRatesOf } from '../speech-format.js';
import { fileArgs, filters, streamArgs } from './encode-args.js';

const plain = { sourceRate: 24_000, sampleRate: 24_000, tempo: 1 };

describe('filters', () => {
  test('are none when nothing is asked', () => {
    expect(filters(plain)).toEqual([]);
  });

  test.each([
    [0.5, 1],
    [1.9, 1],
    [2, 1],
    [2.2, 2],
    [4, 2],
    [0.25, 2],
  ])('spread a tempo of %d over %d, none beyond 2 or below a half', (tempo, count) => {
    const factors = (filters({ ...plain, tempo })[1] ?? '')
      .split(',')
      .map((filter) => Number(filter.replace('atempo=', '')));
    expect(factors).toHaveLength(count);
    for (const factor of factors) expect(factor).toBeGreaterThanOrEqual(0.5);
    for (const factor of factors) expect(factor).toBeLessThanOrEqual(2);
    expect(factors.reduce((product, factor) => product * factor)).toBeCloseTo(tempo, 4);
  });

  test('stretch before they resample', () => {
    expect(filters({ sourceRate: 24_000, sampleRate: 8_000, tempo: 1.5 })[1]).toMatch(/^atempo=1.5\d*,aresample=8000:/);
  });
});

describe('arguments', () => {
  test.each(AudioFormat.options)('for a file of %s use one thread and write nothing of clock or version', (format) => {
    const args = fileArgs({ ...plain, format }, '/tmp/out', null);
    expect(args.slice(-2)).toEqual(['-y', 'file:/tmp/out']);
    for (const flag of ['+bitexact', '-threads', '-map_metadata']) expect(args).toContain(flag);
  });

  test('bring metadata in through a file', () => {
    const args = fileArgs({ ...plain, format: 'm4b' }, '/tmp/out', '/tmp/out.metadata');
    expect(args).toContain('file:/tmp/out.metadata');
    expect(args.join(' ')).toContain('-map_metadata 1 -map_chapters 1');
  });

  test('of a stream send every packet at once to standard output', () => {
    for (const format of AudioFormat.options.filter(isStreamable)) {
      expect(streamArgs({ ...plain, format }).slice(-3)).toEqual(['-flush_packets', '1', 'pipe:1']);
    }
  });

  test('give FLAC frames of whole samples at every rate', () => {
    for (const sampleRate of sampleRatesOf('flac')) {
      const args = streamArgs({ ...plain, sampleRate, format: 'flac' });
      expect(args[args.indexOf('-frame_size') + 1]).toMatch(/^\d+$/);
    }
  });
});
