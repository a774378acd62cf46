import type { Dictionaries } from '../../room.js';
import { cardinal, digitByDigit } from '../numbers.js';
import { latinWord, letterNames } from './latin.js';
import { readMatches, type Reading } from './reading.js';

/** Addresses, e-mail, file names and the marks of Markdown inside a line. */

const ADDRESS =
  /(?:https?:\/\/|www\.)[\w\-.~:/?#@!$&*+,;=%]{1,2000}|(?<![\w.@-])[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9][A-Za-z0-9.-]{0,252}\.[A-Za-z]{2,10}|(?<![\w.@-])[A-Za-z0-9][A-Za-z0-9-]{0,62}(?:\.[A-Za-z0-9-]{1,63}){0,4}\.(?:com|net|org|kr|io|co|ai|app|dev|jp|cn|tv|me|gov|edu)(?![A-Za-z0-9])(?:\/[\w\-./?=&%#]{0,2000})?/gu;
const FILE =
  /\.(?=[A-Za-z0-9]{2,4}(?![A-Za-z0-9]))(?:pdf|docx?|hwpx?|pptx?|xlsx?|txt|csv|jpe?g|png|gif|mp[34]|wav|zip|exe|html?|json|md|js|ts|py|sh|apk|epub)/giu;
const LINK = /!?\[([^[\]\n]{1,200})\]\((?:[^()\s]{1,500})\)/gu;
/** Behind these everything is said that a Korean reader says: letters by name, the point as 점. */
const SPELLED = new Set(['kr', 'io', 'co', 'ai', 'jp', 'cn', 'tv', 'me', 'go', 'or', 'ac', 'www', 'dev', 'gov', 'edu']);
const SIGNS: Readonly<Record<string, string>> = {
  '.': '점',
  '@': '골뱅이',
  '/': '슬래시',
  '-': '하이픈',
  _: '언더바',
  '?': '물음표',
  '=': '이퀄',
  '&': '앤드',
  '#': '샵',
  ':': '콜론',
  '%': '퍼센트',
  '+': '플러스',
  '~': '물결',
};

export function readWeb(text: string, english: Dictionaries['english']): readonly Reading[] {
  return readMatches(text, ADDRESS, ({ 0: found, index }) => {
    const apart = /[가-힣]/u.test(text.charAt(index - 1)) ? ' ' : '';
    // The scheme is not said, nor a mark that ends the sentence.
    return {
      spoken: apart + spell(found.replace(/^https?:\/\//u, '').replace(/[/.,!?;:]+$/u, ''), english),
      rule: 'web',
    };
  });
}

export function readFiles(text: string): readonly Reading[] {
  return readMatches(text, FILE, ({ 0: ending, index }) => {
    if (!/[\p{L}\p{N})_]/u.test(text.charAt(index - 1))) return undefined;
    const name = ending.slice(1);
    return {
      spoken: ` 점 ${name.length > 3 && !/\d/u.test(name) ? letterNames(name) : extension(name)}`,
      rule: 'file',
    };
  });
}

function extension(name: string): string {
  return name.replaceAll(/[A-Za-z]+|\d/gu, (part) =>
    /\d/u.test(part) ? ({ '3': '쓰리', '4': '포' }[part] ?? digitByDigit(part)) : letterNames(part),
  );
}

/** `[text](address)` is its text; the two sides of it are marks. */
export function readLinks(text: string): readonly Reading[] {
  return [...text.matchAll(LINK)].flatMap(({ 0: link, 1: label = '', index }) => {
    const open = index + link.indexOf('[');
    return [
      { start: index, end: open + 1, spoken: '', rule: 'markup' },
      { start: open + 1 + label.length, end: index + link.length, spoken: '', rule: 'markup' },
    ];
  });
}

function spell(address: string, english: Dictionaries['english']): string {
  const words = [...address.matchAll(/[A-Za-z]+|\d+|./gu)].map(({ 0: part }) => {
    if (/^\d/u.test(part)) return part.length > 4 ? digitByDigit(part) : cardinal(part);
    if (!/^[A-Za-z]/u.test(part)) return SIGNS[part] ?? '';
    return SPELLED.has(part.toLowerCase()) ? letterNames(part) : latinWord(part, english);
  });
  return words.filter((word) => word !== '').join(' ');
}
