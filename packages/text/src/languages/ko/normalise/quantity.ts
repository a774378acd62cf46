import type { IntegerToken } from '../../../numerals/scan.js';
import { COUNTERS, counterAt } from '../counters.js';
import { cardinal, digitByDigit, month, nativeBefore } from '../numbers.js';

/**
 * How an integer in Korean text is meant follows from what stands around it: native or Sino-Korean numerals by the counter, a
 * code, an emergency number. Only a few characters on each side are looked at.
 */

const LOOK = 14;
const CODE_BEFORE =
  /(?:번호|비번|암호|코드|계좌|아이디|사번|학번|군번|우편|OTP|PIN|핀)(?:는|은|가|이|를|을)?[ :：]{0,2}$/u;
const EMERGENCY = /^(?:11[0-9]|12[0-9]|13[0-9]|18[0-9]|13[0-9]{2}|15[0-9]{2})$/u;
const CALL_AFTER = /^(?:에|로|번에|번으로)? ?(?:신고|전화|연락|문의|상황실|구급|소방|구조|콜센터|다산)/u;
const CALL_BEFORE = /(?:국번 없이|국번없이|전화는|긴급 ?전화) ?$/u;
/** Ungrouped digit strings this long are numbers of things (orders, accounts), not quantities, unless they are round. */
const CODE_DIGITS = 10;

export interface Quantity {
  readonly spoken: string;
  readonly rule: string;
}

export function readInteger(text: string, token: IntegerToken): Quantity {
  const { integer, negative, grouped, start, end } = token;
  const before = text.slice(Math.max(0, start - LOOK), start);
  // 5,6명: what is counted stands behind the second.
  const after = text.slice(end, end + LOOK).replace(/^(?:[,·]\d{1,2}(?!\d)){1,2}/u, '');
  if (!negative && !grouped) {
    const calls = EMERGENCY.test(integer) && (CALL_AFTER.test(after) || CALL_BEFORE.test(before));
    if (calls) return { spoken: digitByDigit(integer), rule: 'number:phone' };
    const long = integer.length >= CODE_DIGITS && !integer.endsWith('000');
    if (long || (integer.length >= 3 && CODE_BEFORE.test(before))) {
      return { spoken: digitByDigit(integer), rule: 'number:code' };
    }
  }
  const sign = negative ? '마이너스 ' : '';
  // ① numbers what follows, it does not count it.
  if (end - start === 1 && !/\d/u.test(text.charAt(start)))
    return { spoken: cardinal(integer), rule: 'number:cardinal' };
  if (/^ ?월/u.test(after) && !negative && Number(integer) <= 12) {
    return { spoken: month(Number(integer)).slice(0, -1), rule: 'number:month' };
  }
  return { spoken: sign + counted(integer, before, after), rule: 'number:cardinal' };
}

/** An integer in the numerals its counter asks for; `after` may open with the counter, or with a space and the counter. */
export function counted(integer: string, before: string, after: string): string {
  if (!isNative(integer, before, after)) return cardinal(integer);
  // 첫 번째, but 열한 번째.
  return integer === '1' && /^ ?번째/u.test(after) ? '첫' : nativeBefore(integer);
}

/** Whether a counter follows that takes native numerals, as far as the surroundings tell. */
export function isNative(integer: string, before: string, after: string): boolean {
  if (/제 ?$/u.test(before) && !/(?:문제|숙제|과제|주제|실제|어제|이제) ?$/u.test(before)) return false;
  const counter = counterAt(after.trimStart());
  if (counter === undefined || after.length - after.trimStart().length > 1) return false;
  const rest = after.trimStart().slice(counter.length);
  const special = BY_CONTEXT[counter];
  return special === undefined ? COUNTERS.get(counter) === 'native' : special(Number(integer), before, rest);
}

const MACHINES =
  /(?:차|자동차|승용차|버스|트럭|택시|기차|열차|비행기|헬기|드론|전차|탱크|컴퓨터|노트북|피시|PC|서버|카메라|휴대폰|스마트폰|전화기|텔레비전|티브이|TV|냉장고|세탁기|에어컨|피아노|자전거|오토바이|기계|장비|로봇|프린터|정수기|침대)[가-힣]{0,2} ?$/u;
const NUMBERED =
  /^ ?(?:출구|입구|문제|버스|선수|타자|국도|도로|트랙|홀|게이트|창구|칸|채널|후보|항목|보기|정답|답|순서|지문|사진|그림|좌석|승강장|플랫폼|염색체|환자|교향곡|라인|차로|포트|메뉴|버튼|키|탑승구|마을버스|을 눌|을 누|을 선택|으로 전화|을 찍|트럭|시드|레인|테이블|방)/u;

/** Counters that are counted in either way: 3번 three times or number three, 20대 twenty cars or the twenties. */
const BY_CONTEXT: Readonly<Record<string, (value: number, before: string, rest: string) => boolean>> = {
  시: (value) => value >= 1 && value <= 12,
  시간: (value) => value < 24,
  번: (value, before, rest) => value < 100 && !NUMBERED.test(rest) && !/(?:기호|객실|트랙|채널|\d반) ?$/u.test(before),
  분: (_, before) => /(?:손님|어르신|고객|승객|관객|참가자|선생님|교수님|어른) ?$/u.test(before),
  부: (_, before) => /(?:신문|서류|사본|계약서|원서|복사|책자|유인물|등본|초본) ?$/u.test(before),
  점: (_, before) => /(?:그림|작품|의류|유물|가구|도자기|사진) ?$/u.test(before),
  쪽: (_, before) => /(?:마늘|사과|귤) ?$/u.test(before),
  통: (_, before) => !/(?:동|구) ?$/u.test(before),
  대: (value, before, rest) => {
    if (MACHINES.test(before)) return true;
    // 20대 여성, 3대 요소, 4대강: people of an age, or a noun that numbers great things.
    if (value % 10 === 0 && value > 0) return false;
    return value < 100 && !/^(?: ?[가-힣]{2}|강)/u.test(rest.replace(/^(?:[가를의는도와만]|로)(?=$| )/u, ''));
  },
};
