import { describe, expect, it } from 'vitest';
import { UsageError } from './command.js';
import { speechInput } from './speech-options.js';

const asked = (values: Record<string, string>) => speechInput({ positionals: [], values, env: {}, cwd: '/' });

describe('options of what is spoken', () => {
  it('become fields of the request, and those that are not given are left out', () => {
    expect(asked({})).toEqual({});
    expect(asked({ emoji: 'name', speed: '1.5', language: 'ja' })).toEqual({
      emoji: 'name',
      speed: 1.5,
      language: 'ja',
    });
  });

  it('are refused where a value is none of theirs', () => {
    expect(() => asked({ emoji: 'sing' })).toThrow(UsageError);
    expect(() => asked({ speed: 'fast' })).toThrow(UsageError);
  });
});
