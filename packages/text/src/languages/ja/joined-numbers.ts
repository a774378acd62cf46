import type { NumeralToken } from '../../numerals/scan.js';
import { counted, counterAt, followingAt } from './counters.js';
import { digitString, integer, text as kana } from './numbers.js';
import type { Reading } from './readings.js';

/** Several numbers that a sign joins to one reading: scores, rough numbers, addresses and codes. */
export function joinedAt(text: string, token: NumeralToken): Reading | undefined {
  return versusAt(text, token) ?? roughAt(text, token) ?? chainAt(text, token);
}

const VERSUS = /(\d{1,3})対(\d{1,3})(?![\d:])/y;

/** 5対3 of a score ゴ タイ サン; a pair of things is ツイ and stands before no number. */
function versusAt(text: string, token: NumeralToken): Reading | undefined {
  if (token.kind !== 'integer') return undefined;
  VERSUS.lastIndex = token.start;
  const match = VERSUS.exec(text);
  if (match === null) return undefined;
  const left = match[1] === '1' ? 'イッ' : `${kana(integer(match[1] ?? ''))} `;
  const spoken = `${left}タイ ${kana(integer(match[2] ?? ''))}`;
  return { start: token.start, end: token.start + match[0].length, spoken, rule: 'number:score' };
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
  const numeral = { ...integer(match[2] ?? ''), head: ROUGH[Number(match[1])] ?? '', digits: undefined };
  const following = followingAt(text, counter.end, counter.spelling);
  const spoken = counted(numeral, counter) + following.kana;
  return { start: token.start, end: following.end, spoken, rule: counter.rule };
}
const ROUGH = ['', 'イチ', 'ニ', 'サン', 'シ', 'ゴ', 'ロク', 'シチ', 'ハチ'];

const CHAIN = /\d{1,8}(?:-\d{1,8})+(?![\d-])/y;

/** 1-2-3 of an address イチ ノ ニ ノ サン; 5-3で of a score ゴ タイ サン. Two rising numbers are a range and not ours. */
function chainAt(text: string, token: NumeralToken): Reading | undefined {
  if (token.kind !== 'integer' && token.kind !== 'range') return undefined;
  CHAIN.lastIndex = token.start;
  const match = CHAIN.exec(text);
  if (match === null) return undefined;
  const end = token.start + match[0].length;
  const parts = match[0].split('-');
  const score = parts.length === 2 && /^(?:で|の(?:勝|敗|辛|大|逆|引|接|僅))/u.test(text.slice(end, end + 2));
  if (parts.length === 2 && token.kind === 'range' && !score) return undefined;
  // Long parts are a number of something (card, account), not of a street.
  const code = parts.length > 2 && parts.every((part) => part.length > 2);
  const spoken = parts.map((part) => (code ? digitString(part) : kana(integer(part)))).join(score ? ' タイ ' : ' ノ ');
  return { start: token.start, end, spoken, rule: score ? 'number:score' : 'number:chain' };
}
