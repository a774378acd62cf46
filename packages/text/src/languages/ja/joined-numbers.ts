import type { NumeralToken } from '../../numerals/scan.js';
import { counted, counterAt, followingAt } from './counters.js';
import { attach, digitString, integer, type Numeral, SOUND, text as kana } from './numbers.js';
import type { Reading } from './readings.js';

/** Several numbers that a sign joins to one reading: scores, rough numbers, addresses and codes. */
export function joinedAt(text: string, token: NumeralToken): Reading | undefined {
  return (
    phoneAt(text, token) ??
    differenceAt(text, token) ??
    versusAt(text, token) ??
    roughAt(text, token) ??
    chainAt(text, token) ??
    codeAt(text, token)
  );
}

/** Words that announce a code, right before it. */
const ANNOUNCED = /(?:番号|ID|コード|パスワード|PIN|ナンバー|シリアル|口座|型番|品番)(?:は|が|:|：)?[ 「]?$/u;
/** Looked back at before a number. */
const LOOK_BACK = 12;

/** 番号は20240115: an identifier is read digit by digit. Fewer than four digits are a number like any other. */
function codeAt(text: string, token: NumeralToken): Reading | undefined {
  if (token.kind !== 'integer' || token.grouped || token.negative || token.integer.length < 4) return undefined;
  if (!ANNOUNCED.test(text.slice(Math.max(0, token.start - LOOK_BACK), token.start))) return undefined;
  if (counterAt(text, token.end) !== undefined || /[万億兆千百]/u.test(text.charAt(token.end))) return undefined;
  return { start: token.start, end: token.end, spoken: digitString(token.integer), rule: 'number:code' };
}

const BRACKETED = /(0\d{1,4})\((\d{1,4})\)(\d{3,4})(?!\d)/y;

/** 03(1234)5678, as older signs and letterheads have it. */
function phoneAt(text: string, token: NumeralToken): Reading | undefined {
  BRACKETED.lastIndex = token.start;
  const match = BRACKETED.exec(text);
  if (match === null) return undefined;
  const spoken = match.slice(1).map(digitString).join(' ノ ');
  return { start: token.start, end: token.start + match[0].length, spoken, rule: 'number:phone' };
}

const DIFFERENCE = /(\d{1,15}) ?- ?(\d{1,15})(?=(?: ?[-+×÷*/] ?\d{1,15}){0,8} ?=)/y;

/** 10-3=7: with an equals sign behind, the dash subtracts. */
function differenceAt(text: string, token: NumeralToken): Reading | undefined {
  DIFFERENCE.lastIndex = token.start;
  const match = DIFFERENCE.exec(text);
  if (match === null) return undefined;
  const spoken = `${kana(integer(match[1] ?? ''))} ヒク ${kana(integer(match[2] ?? ''))}`;
  return { start: token.start, end: token.start + match[0].length, spoken, rule: 'number:arithmetic' };
}

const VERSUS = /(\d{1,3})対(?:(\d{1,3})(?![\d:])|(?=[多他]))/y;

/** 5対3 of a score ゴ タイ サン; a pair of things is ツイ and stands before no number. */
function versusAt(text: string, token: NumeralToken): Reading | undefined {
  if (token.kind !== 'integer') return undefined;
  VERSUS.lastIndex = token.start;
  const match = VERSUS.exec(text);
  if (match === null) return undefined;
  const left = integer(match[1] ?? '');
  const joined = left.tail === '1' || left.tail === '10';
  const before = joined ? attach(left, 'タイ', SOUND.st) : `${kana(left)} タイ`;
  // 1対多 goes on with the word behind it.
  const right = match[2] === undefined ? '' : kana(integer(match[2]));
  return { start: token.start, end: token.start + match[0].length, spoken: `${before} ${right}`, rule: 'number:score' };
}

const SOME = /([1-9])、([1-9])(?=(?!\d)[^\d])/y;

/** 2、3日 is one rough number, ニサンニチ: the neighbours among the digits run together and the counter is plain. */
function roughAt(text: string, token: NumeralToken): Reading | undefined {
  if (token.kind !== 'integer' || /[\d.,、]/u.test(text.charAt(token.start - 1))) return undefined;
  SOME.lastIndex = token.start;
  const match = SOME.exec(text);
  if (match === null || Number(match[2]) !== Number(match[1]) + 1) return undefined;
  const at = token.start + match[0].length;
  const counter = counterAt(text, at);
  if (counter === undefined) return undefined;
  const following = followingAt(text, counter.end, counter.spelling);
  const spoken = counted(rough(Number(match[1])), counter) + following.kana;
  return { start: token.start, end: following.end, spoken, rule: counter.rule };
}

/** `2` -> ニサン, "two or three"; what is counted changes by the second. */
export function rough(first: number): Numeral {
  return { ...integer(String(first + 1)), head: ROUGH[first] ?? '', digits: undefined };
}
const ROUGH = ['', 'イチ', 'ニ', 'サン', 'シ', 'ゴ', 'ロク', 'シチ', 'ハチ'];

/** Bounded, since each number of an endless row looks for its end. */
const CHAIN = /\d{1,8}(?:-\d{1,8}){1,11}(?![\d-])/y;

/** 1-2-3 of an address イチ ノ ニ ノ サン; 5-3で of a score ゴ タイ サン. Two rising numbers are a range and not ours. */
function chainAt(text: string, token: NumeralToken): Reading | undefined {
  if (token.kind !== 'integer' && token.kind !== 'range') return undefined;
  CHAIN.lastIndex = token.start;
  const match = CHAIN.exec(text);
  if (match === null) return undefined;
  const end = token.start + match[0].length;
  const parts = match[0].split('-');
  const before = text.slice(Math.max(0, token.start - LOOK_BACK), token.start);
  // 3丁目2-3 is no range, and 2-1です behind it no score.
  const addressed = /(?:丁目|町)$/u.test(before);
  const score =
    !addressed && parts.length === 2 && /^(?:で|の(?:勝|敗|辛|大|逆|引|接|僅))/u.test(text.slice(end, end + 2));
  // Behind a letter or its name stands a code: 注文番号:A-1234-5678.
  const named = /[A-Za-z]-$/u.test(before) || ANNOUNCED.test(before);
  if (parts.length === 2 && token.kind === 'range' && !score && !named && !addressed) return undefined;
  // Long parts are a number of something (card, account), not of a street.
  const code = (named || parts.length > 2) && parts.every((part) => part.length > 2);
  const spoken = parts.map((part) => (code ? digitString(part) : kana(integer(part)))).join(score ? ' タイ ' : ' ノ ');
  return { start: token.start, end, spoken, rule: score ? 'number:score' : 'number:chain' };
}
