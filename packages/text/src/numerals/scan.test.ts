import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanNumerals } from './scan.js';

/** Kind and text of the tokens, and the fields that matter. */
const kinds = (text: string) => scanNumerals(text).map((token) => [token.kind, text.slice(token.start, token.end)]);

describe('scanNumerals', () => {
  it.each([
    [
      '1,234,567 and 42',
      [
        ['integer', '1,234,567'],
        ['integer', '42'],
      ],
    ],
    [
      '1，234',
      [
        ['integer', '1'],
        ['integer', '234'],
      ],
    ],
    [
      '-3.5 or .5',
      [
        ['decimal', '-3.5'],
        ['decimal', '.5'],
      ],
    ],
    ['It costs 3.', [['integer', '3']]],
    [
      '2026-11-22, 2026/1/5, 22.11.2026',
      [
        ['date', '2026-11-22'],
        ['date', '2026/1/5'],
        ['date', '22.11.2026'],
      ],
    ],
    [
      '2026-13-40',
      [
        ['integer', '2026'],
        ['integer', '13'],
        ['integer', '40'],
      ],
    ],
    [
      '11/22 is a day, 3/4 a part',
      [
        ['date', '11/22'],
        ['fraction', '3/4'],
      ],
    ],
    [
      '14:30:05, 2:05pm, 2 p.m., 3:2',
      [
        ['time', '14:30:05'],
        ['time', '2:05pm'],
        ['time', '2 p.m.'],
        ['ratio', '3:2'],
      ],
    ],
    ['25:00', [['ratio', '25:00']]],
    [
      '$12.50 US$3M €5 5€ 10 USD £2 billion',
      [
        ['money', '$12.50'],
        ['money', 'US$3M'],
        ['money', '€5'],
        ['money', '5€'],
        ['money', '10 USD'],
        ['money', '£2 billion'],
      ],
    ],
    [
      '50% and 3‰',
      [
        ['percent', '50%'],
        ['percent', '3‰'],
      ],
    ],
    [
      '1st 22nd 3rd',
      [
        ['ordinal', '1st'],
        ['ordinal', '22nd'],
        ['ordinal', '3rd'],
      ],
    ],
    [
      '10-20% 9:00–17:30 $5-10 1998-99',
      [
        ['range', '10-20%'],
        ['range', '9:00–17:30'],
        ['range', '$5-10'],
        ['range', '1998-99'],
      ],
    ],
    [
      '3-2',
      [
        ['integer', '3'],
        ['integer', '2'],
      ],
    ],
    [
      '16GB 5 km 25℃ 5G 1990s',
      [
        ['measure', '16GB'],
        ['measure', '5 km'],
        ['measure', '25℃'],
        ['integer', '5'],
        ['integer', '1990'],
      ],
    ],
    ['+86 138 1234 5678', [['phone', '+86 138 1234 5678']]],
    [
      '13812345678 (415) 555-0132 010-12345678',
      [
        ['phone', '13812345678'],
        ['phone', '(415) 555-0132'],
        ['phone', '010-12345678'],
      ],
    ],
    [
      'v1.2.3 at 192.168.0.1',
      [
        ['dotted', '1.2.3'],
        ['dotted', '192.168.0.1'],
      ],
    ],
    [
      'GPT-4 COVID-19',
      [
        ['integer', '4'],
        ['integer', '19'],
      ],
    ],
    ['１２３％', [['percent', '１２３％']]],
    [
      '¥100元, $5 dollars, €5 euros, US$5 USD, 100 USD美元, ¥5万元, £3 billion pounds',
      [
        ['money', '¥100元'],
        ['money', '$5 dollars'],
        ['money', '€5 euros'],
        ['money', 'US$5 USD'],
        ['money', '100 USD美元'],
        ['money', '¥5万元'],
        ['money', '£3 billion pounds'],
      ],
    ],
    [
      '$5円 ¥100元旦 $5 dollarsign $5ドルフィン €5 $6 ¥5-10元',
      [
        ['money', '$5'],
        ['money', '¥100'],
        ['money', '$5'],
        ['money', '$5'],
        ['money', '€5'],
        ['money', '$6'],
        ['range', '¥5-10元'],
      ],
    ],
    [
      '1-800-555-0199 1:7.2 9.58s 35μg/m³',
      [
        ['phone', '1-800-555-0199'],
        ['ratio', '1:7.2'],
        ['measure', '9.58s'],
        ['measure', '35μg/m³'],
      ],
    ],
    [
      '٣ १२',
      [
        ['integer', '٣'],
        ['integer', '१२'],
      ],
    ],
  ])('finds the numerals of %s', (text, expected) => {
    expect(kinds(text)).toEqual(expected);
  });

  it('reads characters that are numerals', () => {
    expect(scanNumerals('①⑴Ⅳ㉑').map((token) => token.kind === 'integer' && token.integer)).toEqual([
      '1',
      '1',
      '4',
      '21',
    ]);
    expect(scanNumerals('½ m²')).toEqual([]);
  });

  it('keeps digits as text, so that no number is too long and leading zeros stay', () => {
    expect(scanNumerals('00123456789012345678901234567890')[0]).toMatchObject({
      kind: 'integer',
      integer: '00123456789012345678901234567890',
    });
  });

  it('learns from the name which currency ¥ is', () => {
    expect(scanNumerals('¥5元 ¥5円 ¥5 yen ¥5')).toMatchObject([
      { currency: 'CNY' },
      { currency: 'JPY' },
      { currency: 'JPY' },
      { currency: '¥' },
    ]);
  });

  it('gives the sign, the currency and the magnitude of an amount', () => {
    expect(scanNumerals('-$3.5 billion')[0]).toMatchObject({
      kind: 'money',
      negative: true,
      currency: 'USD',
      integer: '3',
      fraction: '5',
      scale: 9,
    });
  });

  it('gives tokens in order, apart, and inside any text', () => {
    const text = fc.string({ unit: fc.constantFrom(...'0123456789.,:/-+%$€ ()年km~amp１，') });
    fc.assert(
      fc.property(text, (source) => {
        let at = 0;
        for (const token of scanNumerals(source)) {
          expect(token.start).toBeGreaterThanOrEqual(at);
          expect(token.end).toBeGreaterThan(token.start);
          at = token.end;
        }
        expect(at).toBeLessThanOrEqual(source.length);
        // Every digit is inside a token.
        let rest = source;
        for (const token of scanNumerals(source).toReversed())
          rest = rest.slice(0, token.start) + rest.slice(token.end);
        expect(rest).not.toMatch(/[0-9１]/u);
      }),
      { numRuns: 500 },
    );
  });

  it.each(['1', '1,234', '1.', '1-', '1:', '(1', '+1 ', '1/', '9'.repeat(50) + '.'])(
    'takes time in proportion to a long run of %s',
    (unit) => {
      // A quadratic rule would need minutes for this length.
      expect(scanNumerals(unit.repeat(Math.ceil(100_000 / unit.length))).length).toBeGreaterThan(0);
    },
    20_000,
  );
});
