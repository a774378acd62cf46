import { integer, type Numeral, text as kana } from './numbers.js';

const DIGITS = '〇一二三四五六七八九';
const SMALL: Readonly<Record<string, bigint>> = { 十: 10n, 百: 100n, 千: 1000n };
const LARGE: Readonly<Record<string, bigint>> = { 万: 10n ** 4n, 億: 10n ** 8n, 兆: 10n ** 12n, 京: 10n ** 16n };
/** No number of units is longer; adding such a string up would cost more than linear time. */
const MAX_LENGTH = 40;

/**
 * A number written in kanji: 二千二十六, 二〇二六, 何百, 数, 十数. Undefined for what is none (万々, 数万円の数 alone is
 * the word かず). 何 sounds like 三 (何本 ナンボン), 数 like 二 (数本 スウホン).
 */
export function kanjiNumber(written: string): Numeral | undefined {
  if (/^[〇一二三四五六七八九]{2,}$/u.test(written)) return integer(positional(written));
  if (written === '' || written.length > MAX_LENGTH) return undefined;
  const asked = /^([何幾数])([十百千万億兆]*)$/u.exec(written);
  if (asked !== null) return indefinite(asked[1] ?? '', asked[2] ?? '');
  const some = /^(.+)数$/u.exec(written);
  if (some !== null) {
    const before = kanjiNumber(some[1] ?? '');
    return before === undefined ? undefined : { head: kana(before), tail: '2', tailKana: 'スウ', digits: undefined };
  }
  const value = structured(written);
  return value === undefined ? undefined : integer(value);
}

const INDEFINITE: Readonly<Record<string, readonly [as: string, kana: string]>> = {
  何: ['三', 'ナン'],
  幾: ['二', 'イク'],
  数: ['二', 'スウ'],
};

function indefinite(word: string, unit: string): Numeral | undefined {
  const [as, spoken] = INDEFINITE[word] ?? [];
  if (as === undefined || spoken === undefined) return undefined;
  const modelled = kanjiNumber(`${as}${unit}`);
  if (modelled === undefined) return undefined;
  const swap = (text: string) => text.replace(as === '三' ? /^サン/u : /^ニ/u, spoken);
  const { head, tailKana, tail } = modelled;
  return head === ''
    ? { head, tail, tailKana: swap(tailKana), digits: undefined }
    : { head: swap(head), tail, tailKana, digits: undefined };
}

function positional(written: string): string {
  return [...written].map((digit) => DIGITS.indexOf(digit)).join('');
}

/** 三百二十一万五千 -> 3215000. */
function structured(written: string): string | undefined {
  let total = 0n;
  let group = 0n;
  let count: bigint | undefined;
  for (const character of written) {
    const digit = DIGITS.indexOf(character);
    const small = SMALL[character];
    const large = LARGE[character];
    if (digit >= 0 && count === undefined) {
      count = BigInt(digit);
    } else if (small !== undefined) {
      group += (count ?? 1n) * small;
      count = undefined;
    } else if (large !== undefined) {
      total += (group + (count ?? (group === 0n ? 1n : 0n))) * large;
      group = 0n;
      count = undefined;
    } else {
      return undefined;
    }
  }
  return (total + group + (count ?? 0n)).toString();
}
