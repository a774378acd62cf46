/**
 * What the numeral scanner finds. It only says what is written; how it is read is the business of each language room.
 * Digits stay strings: a numeral may be longer than a double is exact, and leading zeros are heard (`007`).
 */

/** Half-open UTF-16 range of the scanned string. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** A written number. `integer` holds ASCII digits without separators; `fraction` is empty without a decimal point. */
export interface Amount {
  readonly negative: boolean;
  readonly integer: string;
  readonly fraction: string;
}

/** ISO 4217 codes; `¥` alone is yen or yuan and the room decides. */
export type Currency = 'USD' | 'EUR' | 'GBP' | '¥' | 'JPY' | 'CNY' | 'HKD' | 'TWD' | 'KRW' | 'INR';

export interface IntegerToken extends Extent, Amount {
  readonly kind: 'integer';
  /** Written with thousands separators: a quantity, never a year or a code. */
  readonly grouped: boolean;
}
export interface DecimalToken extends Extent, Amount {
  readonly kind: 'decimal';
}
/** `2026-11-22`, `2026/11`, `11/22`, `22.11.2026`. At least two of the three are there. */
export interface DateToken extends Extent {
  readonly kind: 'date';
  readonly year: number | undefined;
  readonly month: number;
  readonly day: number | undefined;
}
/** `14:30`, `14:30:05`, `2:05pm`, `2 p.m.` (no minute). */
export interface TimeToken extends Extent {
  readonly kind: 'time';
  readonly hour: number;
  readonly minute: number | undefined;
  readonly second: number | undefined;
  readonly meridiem: 'am' | 'pm' | undefined;
}
export interface MoneyToken extends Extent, Amount {
  readonly kind: 'money';
  /** A name or sign written once more behind the amount (`¥100元`) belongs to the token and settles what `¥` is. */
  readonly currency: Currency;
  /** Power of ten of a magnitude written after the number (`$5M` 6, `$3 billion` 9, `¥5万` 4, `€2亿` 8), else 0. */
  readonly scale: number;
}
export interface PercentToken extends Extent, Amount {
  readonly kind: 'percent';
  /** 100 for %, 1000 for ‰. */
  readonly base: 100 | 1000;
}
/** A number with the symbol of a unit; `unit` is one of `UNITS` (units.ts). */
export interface MeasureToken extends Extent, Amount {
  readonly kind: 'measure';
  readonly unit: string;
}
/** English ordinal in digits: `1st`, `22nd`. */
export interface OrdinalToken extends Extent {
  readonly kind: 'ordinal';
  readonly integer: string;
}
/** `3/4`. A small one may also be meant as a date (`numerator` month, `denominator` day): `couldBeDate`. */
export interface FractionToken extends Extent {
  readonly kind: 'fraction';
  readonly numerator: string;
  readonly denominator: string;
  readonly couldBeDate: boolean;
}
/** `3:2`, `16:9`, `1:7.2`: not a time of day. Both sides are digits, perhaps with a decimal point. */
export interface RatioToken extends Extent {
  readonly kind: 'ratio';
  readonly left: string;
  readonly right: string;
}
/** A number read digit by digit in groups; `plus` for the international form. */
export interface PhoneToken extends Extent {
  readonly kind: 'phone';
  readonly plus: boolean;
  readonly groups: readonly string[];
}
/** Version or address: `1.2.3`, `192.168.0.1`. */
export interface DottedToken extends Extent {
  readonly kind: 'dotted';
  readonly parts: readonly string[];
}
/** What a range may run between. */
export type RangeEnd =
  IntegerToken | DecimalToken | DateToken | TimeToken | MoneyToken | PercentToken | MeasureToken | OrdinalToken;
/** `10-20`, `9:00–17:30`, `5~8%`: the unit, sign or currency stands where it was written. */
export interface RangeToken extends Extent {
  readonly kind: 'range';
  readonly low: RangeEnd;
  readonly high: RangeEnd;
}

export type NumeralToken = RangeEnd | FractionToken | RatioToken | PhoneToken | DottedToken | RangeToken;
