import { digitByDigit } from '../numbers.js';
import { whole, type Finder } from './claim.js';

/** Addresses: e-mail, URL, bare domain, file name. Letters stay, signs get their names. All patterns are bounded. */

const NAMES: ReadonlyMap<string, string> = new Map([
  ['.', '点'],
  ['@', '艾特'],
  ['/', '斜杠'],
  [':', '冒号'],
  ['-', '杠'],
  ['_', '下划线'],
  ['?', '问号'],
  ['=', '等于'],
  ['&', '和'],
  ['#', '井号'],
  ['%', '百分号'],
  ['+', '加'],
  ['~', '波浪号'],
]);
/** Endings that make a dotted word an address or a file; others are likelier a missing space. */
const ENDINGS =
  'com|org|net|edu|gov|io|dev|ai|app|info|cn|hk|tw|jp|kr|us|uk|de|me|tv|cc|top|js|ts|py|rs|md|txt|json|html|css|pdf|csv|xml|yml|yaml|zip|rar|gz|mp3|mp4|wav|png|jpg|jpeg|gif|exe|apk|docx?|xlsx?|pptx?|epub|mobi';
const ADDRESS_END = /[.,;:!?'")\]}]{1,8}$/u;

/** The scheme and a closing slash are not said by anyone. */
function address(written: string): string {
  const said = written.replace(/^(?:https?|ftp):\/\//iu, '').replace(/\/$/u, '');
  return said.replace(/\d+|[^A-Za-z\d]/gu, (part) =>
    /\d/u.test(part) ? digitByDigit(part) : (NAMES.get(part) ?? part),
  );
}

const EMAIL =
  /(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}/gu;
const URL = /(?:https?:\/\/|ftp:\/\/|www\.)[!#-&(-;=?-_a-z~]{1,2048}/giu;
const DOMAIN = new RegExp(
  `(?<![A-Za-z0-9._-])[A-Za-z0-9][A-Za-z0-9_-]{0,62}(?:\\.[A-Za-z0-9-]{1,62}){0,4}\\.(?:${ENDINGS})(?![A-Za-z0-9])(?:/[A-Za-z0-9._~%/?#=&+-]{0,512})?`,
  'giu',
);
const FILE_END = new RegExp(`(?<=[\\p{Script=Han}\\d）)_])\\.(?:${ENDINGS})(?![A-Za-z0-9])`, 'giu');

/** Punctuation at the end belongs to the sentence. */
function trimmed(pattern: RegExp, rule: string): Finder {
  return {
    pattern,
    read: ({ 0: written, index }) => {
      const own = written.replace(ADDRESS_END, '');
      // `1.5.md` of digits alone is a number.
      if (!/[A-Za-z]/u.test(own)) return [];
      return [{ start: index, end: index + own.length, spoken: address(own), rule }];
    },
  };
}

export const WEB: readonly Finder[] = [
  trimmed(URL, 'url'),
  trimmed(EMAIL, 'email'),
  trimmed(DOMAIN, 'url'),
  whole(FILE_END, 'file', ([written]) => address(written)),
  whole(/(?<=[\p{Script=Han}A-Za-z\d])_{1,4}(?=[\p{Script=Han}A-Za-z\d])/gu, 'sign', () => '下划线'),
  whole(/[@＠](?=[\p{L}\d_])|(?<=[A-Za-z\d])[@＠]/gu, 'sign', () => '艾特'),
];
