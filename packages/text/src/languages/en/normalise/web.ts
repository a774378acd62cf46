import { digitWords, integerWords, yearWords } from './number-words.js';
import { stickyMatch, type Reading } from './reading.js';

/**
 * Addresses: e-mail, URL, bare domain, file name. They are read part by part with their signs named. All patterns are
 * bounded, so a text of nothing but dots and letters still scans in linear time.
 */

const EMAIL = /[A-Za-z0-9](?:[A-Za-z0-9._%+-]{0,63})@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}/y;
const URL = /(?:https?:\/\/|ftp:\/\/|www\.)[^\s<>"“”‘’「」（）\u3000-\u9fff\uac00-\ud7a3]{1,2048}/iy;
/** Endings that make a bare dotted word an address or a file; others are likelier a missing space. */
const ENDINGS =
  'com|org|net|edu|gov|io|dev|ai|app|info|co|uk|de|fr|jp|cn|hk|kr|eu|us|ca|au|me|tv|fm|ly|js|ts|py|rs|md|txt|json|html|css|pdf|csv|xml|yml|yaml|zip|gz|mp3|mp4|wav|png|jpg|jpeg|gif|exe|sh|epub|docx?|xlsx?|pptx?|odt|psd|svg|tsv|toml|ini|bak|apk|dmg|iso';
const DOMAIN = new RegExp(
  `[A-Za-z0-9][A-Za-z0-9_-]{0,62}(?:\\.[A-Za-z0-9-]{1,62}){0,4}\\.(?:${ENDINGS})(?![A-Za-z0-9])(?:/[A-Za-z0-9._~%/?#=&+-]{0,512})?`,
  'y',
);
/** A server by its name or number, with its port. */
const HOST = /(?:localhost|\d{1,3}(?:\.\d{1,3}){3}):(\d{2,5})(?!\d)(?:\/[A-Za-z0-9._~%/?#=&+-]{0,512})?/y;
/** A place among files: two steps at least, or it is a slash between words. */
const PATH =
  /(?:~|\.{1,2})?\/[A-Za-z0-9._-]{1,64}(?:\/[A-Za-z0-9._-]{1,64}){1,20}\/?|~\/[A-Za-z0-9._-]{1,64}|[A-Z]:\\[A-Za-z0-9._-]{1,64}(?:\\[A-Za-z0-9._-]{1,64}){0,20}/y;
/** Punctuation at the end belongs to the sentence. */
const TRAILING = /[.,;:!?'")\]}]{1,8}$/;

const SIGNS: Readonly<Record<string, string>> = {
  '.': 'dot',
  '@': 'at',
  '/': 'slash',
  ':': 'colon',
  '-': 'dash',
  _: 'underscore',
  '?': 'question mark',
  '=': 'equals',
  '&': 'and',
  '#': 'hash',
  '%': 'percent',
  '+': 'plus',
  '~': 'tilde',
  '\\': 'backslash',
};

/** Endings said by their letters; the others are words (`dot com`). */
const SPELLED = new Set(
  'uk de fr jp cn hk kr eu us ca au tv fm io ai js ts py rs md css html xml pdf csv mp gz www sh api http https ftp id url sql jpg'.split(
    ' ',
  ),
);

export type WordReader = (word: string) => string;

/** Endings said as words, written as our list of names knows them. */
const SAID_ENDINGS: Readonly<Record<string, string>> = { json: 'JSON', jpeg: 'JPEG', gif: 'GIF', yaml: 'YAML' };

/** Four digits are a year or a port; more are a code. */
function numberWords(digits: string): string {
  if (digits.length < 4 || /^[1-9]000$/.test(digits)) return integerWords(digits);
  return /^(?:19|20)\d\d$/.test(digits) ? yearWords(Number(digits)) : digitWords(digits);
}

/** In mail the name of an account or a server is said digit by digit from three on: 163.com. */
function mailWords(address: string, readWord: WordReader): string {
  const parts = address.split(/(\d{3,})/u);
  const words = parts.map((part) =>
    /^\d{3,}$/u.test(part) && !/^(?:19|20)\d\d$/u.test(part) ? digitWords(part) : addressWords(part, readWord),
  );
  return words.filter((word) => word !== '').join(' ');
}

function partWords(part: string, readWord: WordReader): string {
  if (/^\d+$/u.test(part)) return numberWords(part);
  // Not the article.
  if (part === 'a') return 'A';
  const ending = part.toLowerCase();
  if (Object.hasOwn(SAID_ENDINGS, ending)) return SAID_ENDINGS[ending] ?? part;
  if (Object.hasOwn(SIGNS, part)) return SIGNS[part] ?? '';
  const lower = part.toLowerCase();
  return SPELLED.has(lower) ? [...part.toUpperCase()].join(' ') : readWord(part);
}

const addressWords = (address: string, readWord: WordReader): string =>
  (address.match(/\p{L}+|\d+|[^\p{L}\d]/gu) ?? [])
    .map((part) => partWords(part, readWord))
    .filter((words) => words !== '')
    .join(' ');

/** The numbers of an address are read as the scanner's (`number:address`): three digits one by one. */
function hostWords(host: string, readWord: WordReader): string {
  const end = host.indexOf(':');
  const name = host.slice(0, end).split('.');
  const words = name.map((part) =>
    part.length === 3 ? digitWords(part) : /^\d/.test(part) ? integerWords(part) : readWord(part),
  );
  return `${words.join(' dot ')} ${addressWords(host.slice(end), readWord)}`;
}

/** Reads an address that starts at `at`. `readWord` reads the names in it. */
export function addressAt(text: string, at: number, readWord: WordReader): Reading | undefined {
  const email = stickyMatch(EMAIL, text, at)?.[0].replace(TRAILING, '');
  if (email !== undefined) return { end: at + email.length, spoken: mailWords(email, readWord), rule: 'email' };
  const url = stickyMatch(URL, text, at)?.[0].replace(TRAILING, '');
  if (url !== undefined) {
    // The scheme and a closing slash are not said by anyone.
    const said = url.replace(/^(?:https?|ftp):\/\//iu, '').replace(/\/$/u, '');
    return { end: at + url.length, spoken: addressWords(said, readWord), rule: 'url' };
  }
  const host = stickyMatch(HOST, text, at)?.[0].replace(TRAILING, '');
  if (host !== undefined) return { end: at + host.length, spoken: hostWords(host, readWord), rule: 'url' };
  const path = stickyMatch(PATH, text, at)?.[0].replace(TRAILING, '');
  if (path !== undefined) return { end: at + path.length, spoken: addressWords(path, readWord), rule: 'path' };
  const domain = stickyMatch(DOMAIN, text, at)?.[0].replace(TRAILING, '');
  if (domain === undefined || !/\p{L}/u.test(domain.charAt(0) + domain.slice(0, domain.indexOf('.')))) return undefined;
  return { end: at + domain.length, spoken: addressWords(domain.replace(/\/$/u, ''), readWord), rule: 'url' };
}
