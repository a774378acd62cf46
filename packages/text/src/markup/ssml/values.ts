import type { Language } from '@lector/contract';
import { LANGUAGES } from '@lector/contract';

/** Attribute values of SSML 1.1, read; undefined for what is none of the values there are. */

const SILENCE_MS: Readonly<Record<string, number>> = {
  none: 0,
  'x-weak': 0,
  weak: 150,
  medium: 250,
  strong: 500,
  'x-strong': 1000,
};

/** Milliseconds of the strength of a break. SSML leaves the lengths open; between sentences Lector pauses 220. */
export function strengthMs(strength: string): number | undefined {
  return Object.hasOwn(SILENCE_MS, strength) ? SILENCE_MS[strength] : undefined;
}

/** Milliseconds of `1.5s` or `300ms`. */
export function timeMs(time: string): number | undefined {
  const [, amount, unit] = /^\+?(\d{1,6}(?:\.\d{0,6})?|\.\d{1,6})(ms|s)$/u.exec(time.trim()) ?? [];
  return amount === undefined ? undefined : Number(amount) * (unit === 's' ? 1000 : 1);
}

const RATES: Readonly<Record<string, number>> = {
  'x-slow': 0.5,
  slow: 0.75,
  medium: 1,
  default: 1,
  fast: 1.25,
  'x-fast': 1.5,
};

/** Factor on the speed: a label, `80%`, `+20%`, or a number (`1.2`). */
export function rateOf(rate: string): number | undefined {
  const value = rate.trim();
  if (Object.hasOwn(RATES, value)) return RATES[value];
  const [, sign, amount, percent] = /^([+-]?)(\d{1,4}(?:\.\d{1,6})?|\.\d{1,6})(%?)$/u.exec(value) ?? [];
  if (amount === undefined) return undefined;
  const number = Number(amount) / (percent === '%' ? 100 : 1);
  if (sign === '') return number;
  return percent === '%' ? 1 + (sign === '-' ? -number : number) : undefined;
}

const GAINS_DB: Readonly<Record<string, number>> = {
  'x-soft': -12,
  soft: -6,
  medium: 0,
  default: 0,
  loud: 4,
  'x-loud': 8,
};
/** What voices have to spare; louder ones would only be cut off at full scale. */
const MAX_DB = 10;

/** Factor on the samples: a label, `+6dB`, or a share of 100 (`50`). */
export function gainOf(volume: string): number | undefined {
  const value = volume.trim();
  if (value === 'silent') return 0;
  if (Object.hasOwn(GAINS_DB, value)) return decibels(GAINS_DB[value] ?? 0);
  const [, db] = /^([+-]?\d{1,3}(?:\.\d{1,6})?)dB$/iu.exec(value) ?? [];
  if (db !== undefined) return Math.abs(Number(db)) > 60 || Number(db) > MAX_DB ? undefined : decibels(Number(db));
  const [, share] = /^(\d{1,3}(?:\.\d{1,6})?)$/u.exec(value) ?? [];
  return share === undefined || Number(share) > 100 ? undefined : Number(share) / 100;
}

function decibels(db: number): number {
  return Math.round(10 ** (db / 20) * 1e6) / 1e6;
}

/**
 * The language of a BCP 47 tag: Chinese of Hong Kong and Macao is Cantonese, as other services have it; all other regions of a
 * language are one.
 */
export function languageOfTag(tag: string): Language | undefined {
  const [primary = '', ...rest] = tag.trim().toLowerCase().split('-');
  if (primary === 'cmn') return 'zh';
  if (primary === 'zh' && rest.some((part) => part === 'hk' || part === 'mo' || part === 'yue')) return 'yue';
  return LANGUAGES.find((language) => language === primary);
}
