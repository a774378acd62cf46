import { describe, expect, it } from 'vitest';
import { exclusive, helpOf, oneOf, parseCommand, wholeNumber, type Command, type CommandInput } from './command.js';

const sing: Command = {
  name: 'sing',
  usage: 'SONG',
  summary: 'Sings.',
  notes: 'Loudly.',
  maxArguments: 1,
  options: {
    loud: { type: 'boolean', short: 'L', help: 'louder' },
    key: { type: 'string', help: 'which one' },
  },
  run: () => Promise.resolve(0),
};
const given = (values: CommandInput['values']): CommandInput => ({ positionals: [], values, env: {}, cwd: '/' });

describe('a command', () => {
  it('takes options before and after its argument, and everything after -- as it is', () => {
    expect(parseCommand(sing, ['-L', 'la', '--key=c'])).toMatchObject({
      positionals: ['la'],
      values: { loud: true, key: 'c' },
    });
    expect(parseCommand(sing, ['--', '--help'])).toMatchObject({ positionals: ['--help'] });
  });

  it.each([
    [['--softly'], '--softly'],
    [['--key'], 'argument missing'],
    [['--loud=very'], 'does not take an argument'],
    [['two', 'words'], 'unexpected words; put the argument in quotes'],
  ])('refuses %j', (args, words) => {
    expect(() => parseCommand(sing, args)).toThrow(words);
  });

  it('has its declaration for a help', () => {
    expect(helpOf(sing)).toBe(
      'usage: lector sing SONG\n\nSings.\n\nLoudly.\n\n  -L, --loud                 louder\n      --key VALUE            which one',
    );
  });
});

describe('options', () => {
  it('of a few words name them when it is none of them', () => {
    expect(oneOf(given({ key: 'c' }), 'key', ['c', 'd'])).toBe('c');
    expect(oneOf(given({}), 'key', ['c', 'd'])).toBeUndefined();
    expect(() => oneOf(given({ key: 'x' }), 'key', ['c', 'd'])).toThrow('--key must be one of c, d');
  });

  it.each(['0', '11', '-1', '1.5', '1e1', '', ' 1', 'ten'])('of whole numbers refuse "%s"', (runs) => {
    expect(() => wholeNumber(given({ runs }), 'runs', { fallback: 5, max: 10 })).toThrow('from 1 to 10');
  });

  it('of whole numbers have a fallback', () => {
    expect(wholeNumber(given({}), 'runs', { fallback: 5, max: 10 })).toBe(5);
    expect(wholeNumber(given({ runs: '10' }), 'runs', { fallback: 5, max: 10 })).toBe(10);
  });

  it('that make each other meaningless are refused together', () => {
    expect(() => exclusive(given({ wait: true }), 'wait', 'follow')).not.toThrow();
    expect(() => exclusive(given({ wait: true, follow: true }), 'wait', 'follow')).toThrow(
      '--wait and --follow cannot',
    );
  });
});
