import { describe, expect, it } from 'vitest';
import type { Lexicon } from '@lector/contract';
import type { PinFinder } from '@lector/text';
import { createLexiconPins } from './lexicon-pins.js';

/** Contents by their key, and which were read. */
function shelf(contents: Readonly<Record<string, Lexicon | string>>) {
  const read: string[] = [];
  const pins = createLexiconPins({
    read: (key) => {
      read.push(key);
      const content = contents[key];
      if (content === undefined) return Promise.resolve(null);
      return Promise.resolve(new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content)));
    },
  });
  return { read, pins };
}

const says = (word: string, alias: string): Lexicon => ({ entries: [{ graphemes: [word], alias }] });

function found(finder: PinFinder | undefined, text: string) {
  if (finder === undefined) throw new Error('nothing to find');
  const steps = finder(text);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value.map(({ start, rule, reading }) => ({ start, rule, reading }));
  }
}

describe('the pins of lexicons', () => {
  it('are none where none is named', async () => {
    expect(await shelf({}).pins([])).toBeUndefined();
  });

  it('are found by the names the lexicons were used under', async () => {
    const { pins } = shelf({ k1: says('Qin', 'chin'), k2: says('Nguyen', 'win') });
    const uses = [
      { name: 'names@3', key: 'k1' },
      { name: 'others@1', key: 'k2' },
    ];
    expect(found(await pins(uses), 'Qin met Nguyen.')).toEqual([
      { start: 0, rule: 'lexicon:names@3', reading: { kind: 'alias', text: 'chin' } },
      { start: 8, rule: 'lexicon:others@1', reading: { kind: 'alias', text: 'win' } },
    ]);
  });

  it('are made once, for any number who ask at a time and for those who come later', async () => {
    const { pins, read } = shelf({ k1: says('Qin', 'chin') });
    const uses = [{ name: 'names@1', key: 'k1' }];
    const [first, second] = await Promise.all([pins(uses), pins(uses)]);
    expect(second).toBe(first);
    expect(await pins([...uses])).toBe(first);
    expect(read).toEqual(['k1']);
    expect(await pins([{ name: 'names@2', key: 'k1' }])).not.toBe(first);
  });

  it('are kept while they are used, and not without bound', async () => {
    const { pins, read } = shelf(
      Object.fromEntries(Array.from({ length: 40 }, (_, nth) => [`k${nth}`, says('a', 'b')])),
    );
    const use = (nth: number) => pins([{ name: 'names@1', key: `k${nth}` }]);
    for (let nth = 0; nth < 40; nth += 1) await Promise.all([use(0), use(nth)]);
    await use(39);
    expect(read).toHaveLength(40);
    await use(1);
    expect(read.filter((key) => key === 'k1')).toHaveLength(2);
  });

  it('are not kept where they are larger than all that may be', async () => {
    const large = `${JSON.stringify(says('a', 'b'))}${' '.repeat(5 * 1024 * 1024)}`;
    const { pins, read } = shelf({ k1: large, k2: large });
    const both = ['k1', 'k2'].map((key) => ({ name: 'names@1', key }));
    await pins(both);
    await pins(both);
    expect(read).toHaveLength(4);
  });

  it('fail where what a lexicon says cannot be read, and are tried again', async () => {
    const contents: Record<string, Lexicon> = {};
    const { pins } = shelf(contents);
    const uses = [{ name: 'names@1', key: 'k1' }];
    await expect(pins(uses)).rejects.toMatchObject({ code: 'internal' });
    contents['k1'] = says('Qin', 'chin');
    expect(found(await pins(uses), 'Qin')).toHaveLength(1);
  });
});
