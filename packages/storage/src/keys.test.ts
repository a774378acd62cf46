import { describe, expect, it } from 'vitest';
import { audioKey, jobPrefix, lexiconKey, planKey, sampleKey, segmentKey, textKey, timingsKey } from './keys.js';

describe('object keys', () => {
  it('keep everything of a job under one prefix', () => {
    const prefix = jobPrefix('job_01');
    expect(prefix).toBe('jobs/job_01/');
    expect(textKey('job_01')).toBe('jobs/job_01/text.txt');
    expect(planKey('job_01')).toBe('jobs/job_01/plan.json');
    expect(audioKey('job_01', 3, 'wav')).toBe('jobs/job_01/3/audio.wav');
    expect(timingsKey('job_01', 3)).toBe('jobs/job_01/3/timings.ndjson');
  });

  it('give every attempt its own place', () => {
    expect(audioKey('a', 1, 'wav')).not.toBe(audioKey('a', 2, 'wav'));
    expect(() => audioKey('a', 0, 'wav')).toThrow(/fence/);
    expect(() => audioKey('a', 1.5, 'wav')).toThrow(/fence/);
  });

  it('keep segments with their tenant, spread over folders', () => {
    expect(segmentKey('default', 'ab12')).toBe('segments/default/ab/ab12');
  });

  it('keep what lexicons say with their tenant', () => {
    expect(lexiconKey('default', 'ab12')).toBe('lexicons/default/ab12.json');
  });

  it('keep samples apart from everything of a tenant', () => {
    expect(sampleKey('kokoro-82m', 'ab12')).toBe('samples/kokoro-82m/ab12.wav');
  });

  it('never let the prefix of one job cover another', () => {
    expect(jobPrefix('ab').startsWith(jobPrefix('a'))).toBe(false);
  });

  it.each(['', '..', '../other', 'a/b', '/a', 'a b', '.hidden', 'a\n', 'ü', 'x'.repeat(129)])(
    'refuse %j, which is no id of ours',
    (value) => {
      expect(() => jobPrefix(value)).toThrow(/not usable/);
      expect(() => segmentKey(value, 'ab12')).toThrow(/not usable/);
      expect(() => segmentKey('default', value)).toThrow(/not usable/);
      expect(() => audioKey('a', 1, value)).toThrow(/not usable/);
      expect(() => lexiconKey(value, 'ab12')).toThrow(/not usable/);
    },
  );
});
