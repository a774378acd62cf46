/**
 * Numbers in kana. A numeral is kept as a head and a tail, the last word of it, because the tail and the counter that
 * follows change each other: イチ + ホン = イッポン, サンビャク + ホン = サンビャッポン.
 *
 * Pinned readings are written in katakana: the morphological analyser keeps a katakana run whole, where it would take
 * the は of hiragana はちじ for a particle. Words are spelled as in writing (ジュウ, キュウ); `kana-ipa` lengthens them.
 */

/** Last word of a numeral: a digit or the power of ten that ends it; `10000` stands for every larger unit too. */
export type Tail = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '10' | '100' | '1000' | '10000';

export interface Numeral {
  /** Kana of all but the last word. */
  readonly head: string;
  readonly tail: Tail;
  /** Kana of the last word. */
  readonly tailKana: string;
  /** The whole value where it is an integer, for counters with readings of their own (20 歳 = ハタチ). */
  readonly digits: string | undefined;
}

/** Which tails end in ッ before a following word, and which turn its first sound to p or to its voiced twin. */
export interface SoundChange {
  readonly geminate: readonly Tail[];
  readonly plosive?: readonly Tail[];
  readonly voiced?: readonly Tail[];
}

export const SOUND = {
  plain: { geminate: [] },
  k: { geminate: ['1', '6', '8', '10', '100'] },
  kg: { geminate: ['1', '6', '8', '10', '100'], voiced: ['3'] },
  // 冊 歳 点 頭 パーセント: s, t and borrowed p alike
  st: { geminate: ['1', '8', '10'] },
  stz: { geminate: ['1', '8', '10'], voiced: ['3'] },
  // 本 匹 杯: イッポン サンボン ロッポン センボン
  hb: {
    geminate: ['1', '6', '8', '10', '100'],
    plosive: ['1', '6', '8', '10', '100'],
    voiced: ['3', '1000', '10000'],
  },
  // 泊 発 拍: イッパク サンパク
  hp: { geminate: ['1', '6', '8', '10', '100'], plosive: ['1', '3', '6', '8', '10', '100', '1000', '10000'] },
  // 分: as above, and ヨンプン
  fun: { geminate: ['1', '6', '8', '10', '100'], plosive: ['1', '3', '4', '6', '8', '10', '100', '1000', '10000'] },
  // Words from abroad double less: イチキロ but ロッキロ, ジュッキロ.
  loanK: { geminate: ['6', '10', '100'] },
  loanP: { geminate: ['10'] },
} as const satisfies Record<string, SoundChange>;

const DIGITS = ['ゼロ', 'イチ', 'ニ', 'サン', 'ヨン', 'ゴ', 'ロク', 'ナナ', 'ハチ', 'キュウ'];
/** Powers of 10,000: 万 億 兆 京 垓. */
const GROUPS: readonly { readonly kana: string; readonly sound: SoundChange }[] = [
  { kana: '', sound: SOUND.plain },
  { kana: 'マン', sound: SOUND.plain },
  { kana: 'オク', sound: SOUND.plain },
  { kana: 'チョウ', sound: SOUND.st },
  { kana: 'ケイ', sound: SOUND.k },
  { kana: 'ガイ', sound: SOUND.plain },
];
/** 垓 is the last unit anyone says; a longer numeral is a code and read digit by digit. */
const MAX_DIGITS = GROUPS.length * 4;

const digit = (written: string) => DIGITS[Number(written)] ?? '';
const tailOf = (written: string) => written as Tail;

/** `2026` -> ニセン ニジュウ ロク. `digits` are ASCII; leading zeros (007) and overlong numerals go digit by digit. */
export function integer(digits: string): Numeral {
  if (digits === '0') return { head: '', tail: '0', tailKana: 'ゼロ', digits };
  if (digits.startsWith('0') || digits.length > MAX_DIGITS) {
    const last = digits.slice(-1);
    return { head: digitString(digits.slice(0, -1)), tail: tailOf(last), tailKana: digit(last), digits: undefined };
  }
  let numeral: Numeral | undefined;
  for (let power = Math.ceil(digits.length / 4) - 1; power >= 0; power -= 1) {
    const end = digits.length - power * 4;
    const four = digits.slice(Math.max(0, end - 4), end).padStart(4, '0');
    const group = GROUPS[power];
    if (four === '0000' || group === undefined) continue;
    let next = upToFourDigits(four, power > 0);
    if (power > 0) {
      const joined = attach(next, group.kana, group.sound);
      next = { head: joined.slice(0, -group.kana.length), tail: '10000', tailKana: group.kana, digits: undefined };
    }
    numeral = numeral === undefined ? next : { ...next, head: spaced(text(numeral), next.head) };
  }
  return { ...(numeral ?? upToFourDigits('0000', false)), digits };
}

/** `before` a unit, 1000 alone is イッセン (イッセンマン). */
function upToFourDigits(four: string, before: boolean): Numeral {
  const [thousands = '0', hundreds = '0', tens = '0', ones = '0'] = [...four];
  const words: Numeral[] = [];
  if (thousands !== '0') words.push(thousand(thousands, before && four === '1000'));
  if (hundreds !== '0') words.push(hundred(hundreds));
  const ten = tens === '0' ? '' : tens === '1' ? '' : digit(tens);
  if (ones !== '0') {
    words.push({
      head: tens === '0' ? '' : `${ten}ジュウ${tens === '1' ? '' : ' '}`,
      tail: tailOf(ones),
      tailKana: digit(ones),
      digits: undefined,
    });
  } else if (tens !== '0') {
    words.push({ head: ten, tail: '10', tailKana: 'ジュウ', digits: undefined });
  }
  const last = words.at(-1) ?? { head: '', tail: '0', tailKana: 'ゼロ', digits: undefined };
  return { ...last, head: spaced(...words.slice(0, -1).map(text), last.head) };
}

function thousand(count: string, alone: boolean): Numeral {
  const of = (head: string, tailKana: string): Numeral => ({ head, tail: '1000', tailKana, digits: undefined });
  if (count === '1') return of(alone ? 'イッ' : '', 'セン');
  if (count === '3') return of('サン', 'ゼン');
  return of(count === '8' ? 'ハッ' : digit(count), 'セン');
}

function hundred(count: string): Numeral {
  const of = (head: string, tailKana: string): Numeral => ({ head, tail: '100', tailKana, digits: undefined });
  if (count === '1') return of('', 'ヒャク');
  if (count === '3') return of('サン', 'ビャク');
  if (count === '6') return of('ロッ', 'ピャク');
  return count === '8' ? of('ハッ', 'ピャク') : of(digit(count), 'ヒャク');
}

/** `3`,`14` -> サンテンイチヨン. The words before テン change as before any t (イッテン), and short ones lengthen (ニーテン). */
export function decimal(whole: string, fraction: string): Numeral {
  const before = whole === '0' ? 'レイテン' : attach(lengthened(integer(whole)), 'テン', SOUND.st);
  const last = fraction.slice(-1);
  return {
    head: before + digitString(fraction.slice(0, -1)),
    tail: tailOf(last),
    tailKana: digit(last),
    digits: undefined,
  };
}

/** ニ and ゴ are ニー and ゴー before テン. */
export function lengthened(numeral: Numeral): Numeral {
  const short = numeral.tail === '2' || numeral.tail === '5';
  return short ? { ...numeral, tailKana: `${numeral.tailKana}ー` } : numeral;
}

/** Digit by digit as in a phone number; one-mora digits are lengthened to keep the beat (ニー, ゴー). */
export function digitString(digits: string): string {
  return [...digits]
    .map((written) => (written === '2' || written === '5' ? `${digit(written)}ー` : digit(written)))
    .join('');
}

const PLOSIVE = new Map([...'ハパヒピフプヘペホポ'.matchAll(/(.)(.)/gu)].map(([, plain, changed]) => [plain, changed]));

/** A numeral and the word counted, in one word: `attach(3, ホン, hb)` = サンボン. */
export function attach(numeral: Numeral, reading: string, sound: SoundChange): string {
  const { tail } = numeral;
  const tailKana = sound.geminate.includes(tail) ? `${numeral.tailKana.slice(0, -1)}ッ` : numeral.tailKana;
  const first = reading.slice(0, 1);
  let changed = first;
  if (sound.plosive?.includes(tail) === true) changed = PLOSIVE.get(first) ?? first;
  else if (sound.voiced?.includes(tail) === true) changed = `${first}\u3099`.normalize('NFC');
  return `${numeral.head}${tailKana}${changed}${reading.slice(1)}`;
}

/** The numeral on its own. */
export function text(numeral: Numeral): string {
  return numeral.head + numeral.tailKana;
}

/**
 * Number words are spaced by magnitude (ニセン ニジュウ ロク), the teens excepted: run together, the model swallows a
 * digit now and then (2026年 was heard as 2020年).
 */
function spaced(...words: readonly string[]): string {
  const full = words.filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  return full.join(' ') + (last === '' && full.length > 0 ? ' ' : '');
}
