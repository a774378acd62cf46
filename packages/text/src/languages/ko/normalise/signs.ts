import { cardinal } from '../numbers.js';
import { readMatches, type Reading } from './reading.js';

/** Signs that are said as words: of arithmetic, of measures, Greek letters, powers, jamo by their names. */

const NAMES: Readonly<Record<string, string>> = {
  '×': ' 곱하기 ',
  '÷': ' 나누기 ',
  '±': '플러스마이너스 ',
  '√': '루트 ',
  '=': '{은} ',
  '≠': ' 같지 않다 ',
  '≈': ' 약 ',
  '≒': ' 약 ',
  '≥': ' 크거나 같다 ',
  '≧': ' 크거나 같다 ',
  '≤': ' 작거나 같다 ',
  '≦': ' 작거나 같다 ',
  '∞': ' 무한대 ',
  '∑': ' 시그마 ',
  '∫': ' 인테그랄 ',
  '∂': ' 라운드 ',
  '∴': ' 따라서 ',
  '∵': ' 왜냐하면 ',
  '%': ' 퍼센트',
  '‰': ' 퍼밀',
  '°': ' 도',
  '℃': ' 도',
  '&': ' 앤드 ',
  '©': ' 저작권 ',
  '№': '넘버 ',
  '℡': '전화 ',
  '₩': '원',
  $: '달러',
  '€': '유로',
  '£': '파운드',
  '¥': '엔',
  '¢': '센트',
  '㈜': '주식회사 ',
  '㈔': '사단법인 ',
  '㈐': '다 ',
  '½': '이분의 일 ',
  '⅓': '삼분의 일 ',
  '⅔': '삼분의 이 ',
  '¼': '사분의 일 ',
  '¾': '사분의 삼 ',
};

const GREEK: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'α알파 β베타 γ감마 δ델타 ε엡실론 ζ제타 η에타 θ세타 ι이오타 κ카파 λ람다 μ뮤 µ마이크로 ν뉴 ξ크시 ο오미크론 π파이 ρ로 σ시그마 τ타우 υ입실론',
    'ς시그마 φ파이 χ카이 ψ프시 ω오메가',
  ].flatMap((row) =>
    row.split(' ').flatMap((pair) => [
      [pair.charAt(0), pair.slice(1)] as const,
      // µ of measures has no capital of its own.
      ...(pair.startsWith('µ') ? [] : [[pair.charAt(0).toUpperCase(), pair.slice(1)] as const]),
    ]),
  ),
);

/** Consonants and vowels that stand alone, by their names; in rows they are laughter and shorthand. */
const JAMO: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'ㄱ기역 ㄲ쌍기역 ㄴ니은 ㄷ디귿 ㄸ쌍디귿 ㄹ리을 ㅁ미음 ㅂ비읍 ㅃ쌍비읍 ㅅ시옷 ㅆ쌍시옷 ㅇ이응 ㅈ지읒 ㅉ쌍지읒 ㅊ치읓 ㅋ키읔 ㅌ티읕 ㅍ피읖 ㅎ히읗',
    'ㅏ아 ㅐ애 ㅑ야 ㅒ얘 ㅓ어 ㅔ에 ㅕ여 ㅖ예 ㅗ오 ㅘ와 ㅙ왜 ㅚ외 ㅛ요 ㅜ우 ㅝ워 ㅞ웨 ㅟ위 ㅠ유 ㅡ으 ㅢ의 ㅣ이',
  ].flatMap((row) => row.split(' ').map((pair) => [pair.slice(0, 1), pair.slice(1)] as const)),
);
const SHORTHAND: Readonly<Record<string, string>> = {
  ㅇㅇ: '응',
  ㅇㅋ: '오케이',
  ㄴㄴ: '노노',
  ㄱㄱ: '고고',
  ㄱㅅ: '감사',
  ㅊㅋ: '축하',
  ㅂㅂ: '바이바이',
  ㅈㅅ: '죄송',
  ㅅㄱ: '수고',
  ㄷㄷ: '덜덜',
};

const SAID = new RegExp(`[${Object.keys({ ...NAMES, ...GREEK }).join('')}]`, 'gu');
const JOINED = /[\p{L}\p{N})]/u;

/** All signs of a folded text that are said or that only part words, in order. */
export function readSigns(text: string): readonly Reading[] {
  return readMatches(text, SIGNS, (match) => readSign(text, match[0], match.index));
}

const SIGNS = new RegExp(
  ` {0,2}=|${SAID.source}|[ㄱ-ㅎㅏ-ㅣ]{1,20}|⁻?[⁰¹²³⁴-⁹]{1,6}|[+\\-–—*/\\\\<>~〜∼#@_|→⇒→^'‘’]|\\*{2,3}|\`{1,3}|~~|\\((?:주|유|사)\\)(?=[가-힣A-Za-z ])|(?<=[가-힣A-Za-z])\\((?:주|유)\\)`,
  'gu',
);

function readSign(text: string, sign: string, at: number): Pick<Reading, 'spoken' | 'rule'> | undefined {
  const end = at + sign.length;
  const [before, after] = [text.charAt(at - 1), text.charAt(end)];
  const left = text
    .slice(Math.max(0, at - 2), at)
    .trimEnd()
    .slice(-1);
  const right = text
    .slice(end, end + 2)
    .trimStart()
    .charAt(0);
  const name = NAMES[sign.trimStart()] ?? GREEK[sign];
  if (name !== undefined) return { spoken: name, rule: 'sign' };
  if (/^[ㄱ-ㅣ]/u.test(sign)) return { spoken: jamo(sign), rule: 'jamo' };
  if (/[⁰¹²³⁴-⁹]$/u.test(sign)) return { spoken: power(sign.normalize('NFKC'), left), rule: 'number:power' };
  if (/^\((?:주|유|사)\)$/u.test(sign)) {
    const name = { 주: '주식회사 ', 유: '유한회사 ', 사: '사단법인 ' }[sign.charAt(1)] ?? '';
    return { spoken: (JOINED.test(before) ? ' ' : '') + name, rule: 'abbreviation' };
  }
  const numeric = /[\p{N}\p{Script=Latin}⁰-⁹)]/u.test(left) && /[\p{N}\p{Script=Latin}(]/u.test(right);
  const digits = /\d/u.test(left) && /\d/u.test(right);
  const word = (spoken: string) => ({ spoken, rule: 'sign' });
  switch (sign) {
    case '+':
      return word(numeric ? ' 더하기 ' : JOINED.test(before) || /\d/u.test(after) ? ' 플러스 ' : ' ');
    case '-':
    case '–':
    case '—':
      return word(dash(text, { at, end, before, after, digits, numeric }));
    case '*':
      return word(digits ? ' 곱하기 ' : '');
    case '/':
      return word(JOINED.test(left) && JOINED.test(right) ? ', ' : ' ');
    case '<':
      return word(digits || (numeric && /\s/u.test(before)) ? ' 작다 ' : '');
    case '>':
      return word(digits || (numeric && /\s/u.test(before)) ? ' 크다 ' : '');
    case '~':
    case '〜':
    case '∼':
      return word(isSpan(left, right, before, after) ? '에서 ' : /[가-힣]/u.test(after) && before !== '' ? ', ' : '');
    case '#':
      if (/\d/u.test(after)) return word('넘버 ');
      return word(/[A-Za-z]/u.test(before) ? ' 샵' : /[\p{L}_]/u.test(after) ? '해시태그 ' : '');
    case '@':
      return word(/\p{L}/u.test(after) ? ' 골뱅이 ' : ' 골뱅이');
    case '_':
    case '|':
    case '→':
    case '⇒':
      return word(/\s/u.test(before) ? ', ' : ' ');
    case "'":
    case '‘':
    case '’':
      return undefined;
    default:
      return word('');
  }
}

interface Dash {
  readonly at: number;
  readonly end: number;
  readonly before: string;
  readonly after: string;
  readonly digits: boolean;
  readonly numeric: boolean;
}

/** Between numbers a sum, an address or a score; between spaces a pause; at the head of a line a bullet. */
function dash(text: string, { at, end, before, after, digits, numeric }: Dash): string {
  const spaced = before === ' ' && after === ' ';
  if (numeric && (spaced || /^ ?[\d.A-Za-z]{1,12} ?=/u.test(text.slice(end, end + 16)))) return ' 빼기 ';
  if (digits) {
    const place =
      /^\d{1,4} ?(?:번지|호)/u.test(text.slice(end, end + 8)) ||
      /[동로길리가] ?\d{1,4}$/u.test(text.slice(Math.max(0, at - 7), at));
    if (place) return ' 다시 ';
    const score = /^\d{1,2} ?(?:로 ?(?:이|지|졌|승|패|앞|뒤|역전|꺾|제압|마)|승|패|무승부)/u.test(
      text.slice(end, end + 8),
    );
    return score ? ' 대 ' : ' ';
  }
  if (spaced) return ', ';
  return JOINED.test(before) && JOINED.test(after) ? ' ' : '';
}

/** 오전 9시~오후 6시, 월~금: a stretch of time or numbers. Elsewhere the tilde draws a vowel out (네~). */
function isSpan(left: string, right: string, before: string, after: string): boolean {
  if ((before === ' ') !== (after === ' ')) return false;
  if (/\d/u.test(right)) return /[\d가-힣]/u.test(left);
  return (
    /[시분초년월일원명개도급층호화수목금토%℃\d]/u.test(left) &&
    /[가-힣]/u.test(right) &&
    !/[네넹요야아죠다]/u.test(left)
  );
}

/** ㅋㅋㅋ is laughter, ㄱㅅ shorthand; what is neither is spelled. */
function jamo(run: string): string {
  const shorthand = SHORTHAND[run];
  if (shorthand !== undefined) return shorthand;
  if (/^ㅋ{2,}$/u.test(run)) return '크'.repeat(Math.min(run.length, 3));
  if (/^ㅎ{2,}$/u.test(run)) return '흐'.repeat(Math.min(run.length, 3));
  return [...run].map((letter) => JAMO[letter] ?? '').join(run.length > 1 && /[ㄱ-ㅎ]/u.test(run) ? ' ' : '');
}

/** `x²` 엑스 제곱, `10⁻³` 십의 마이너스 삼 제곱. */
function power(exponent: string, left: string): string {
  const negative = /^[-\u2212]/u.test(exponent);
  const number = exponent.replace(/\D/gu, '');
  const of = /\d/u.test(left) ? '의' : '';
  if (!negative && number === '2') return `${of} 제곱`;
  if (!negative && number === '3') return `${of} 세제곱`;
  return `의 ${negative ? '마이너스 ' : ''}${cardinal(number)} 제곱`;
}
