import { letterName, signName, spelled } from './letters.js';
import { digitString, integer, text as kana } from './numbers.js';
import { pairs } from './pairs.js';
import type { Reading } from './readings.js';

/**
 * Addresses of the web and of mail, file names, hashtags and mentions: said letter by letter with the names of their
 * signs, as one reads them over the telephone. The scheme (https://) and a slash at the end are not said.
 */
export function readWeb(text: string): readonly Reading[] {
  const readings: Reading[] = [];
  for (const { 0: run, index } of text.matchAll(RUN)) {
    const found = addressIn(run) ?? fileIn(run);
    if (found === undefined) continue;
    readings.push({
      start: index + found.start,
      end: index + found.end,
      spoken: ` ${said(found.body)} `,
      rule: found.rule,
    });
  }
  return readings;
}

/** Characters an address may hold. A run is looked at once, so the whole is linear. */
const RUN = /[A-Za-z0-9._~:/?#@!$&'()*+,;=%[\]-]*[A-Za-z0-9/]/gu;

interface Found {
  readonly start: number;
  readonly end: number;
  /** What of it is said. */
  readonly body: string;
  readonly rule: 'url' | 'email' | 'file';
}

const SCHEME = /(?:https?|ftp):\/\//iu;
const HOST = /[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/uy;
const TOP = new Set(
  'com net org info biz edu gov jp uk us eu de fr cn kr tw hk io dev app ai tv co xyz shop site online tokyo'.split(
    ' ',
  ),
);

function addressIn(run: string): Found | undefined {
  const scheme = SCHEME.exec(run);
  if (scheme !== null) {
    const from = scheme.index + scheme[0].length;
    const end = withoutTail(run, from);
    return end > from ? { start: scheme.index, end, body: run.slice(from, end), rule: 'url' } : undefined;
  }
  const at = run.indexOf('@');
  if (at > 0) {
    let start = at;
    while (start > 0 && /[A-Za-z0-9._%+-]/u.test(run.charAt(start - 1))) start -= 1;
    const end = hostEnd(run, at + 1);
    if (start < at && end !== undefined) return { start, end, body: run.slice(start, end), rule: 'email' };
  }
  const start = run.search(/[A-Za-z0-9]/u);
  const end = start < 0 ? undefined : hostEnd(run, start);
  if (end === undefined) return undefined;
  const host = run.slice(start, end);
  if (!host.startsWith('www.') && !TOP.has(host.slice(host.lastIndexOf('.') + 1).toLowerCase())) return undefined;
  const stop = /[/:?#]/u.test(run.charAt(end)) ? withoutTail(run, start) : end;
  return { start, end: stop, body: run.slice(start, stop), rule: 'url' };
}

function hostEnd(run: string, at: number): number | undefined {
  HOST.lastIndex = at;
  const host = HOST.exec(run);
  if (host === null || !/[A-Za-z]/u.test(host[0])) return undefined;
  const last = host[0].slice(host[0].lastIndexOf('.') + 1);
  return /^[A-Za-z]{2,}$/u.test(last) ? at + host[0].length : undefined;
}

/** The end without the punctuation of the sentence around it, and without a bracket that was opened before it. */
function withoutTail(run: string, from: number): number {
  let end = run.length;
  while (end > from && /[.,;:!?'*\]]/u.test(run.charAt(end - 1))) end -= 1;
  const body = run.slice(from, end);
  const close = body.indexOf(')');
  if (close >= 0 && !body.slice(0, close).includes('(')) end = from + close;
  return end;
}

const EXTENSIONS = new Set(
  (
    'pdf doc docx xls xlsx ppt pptx txt csv tsv md rtf odt epub png jpg jpeg gif svg bmp webp heic psd mp3 mp4 wav mov avi ' +
    'mkv flac m4a zip tar gz rar exe apk iso html htm css js ts py rb go rs java cpp sh json xml yaml yml toml sql log'
  ).split(' '),
);

/** `.pdf` at the end of a run; what stands before it in kana and kanji (議事録.pdf) is read as it stands. */
function fileIn(run: string): Found | undefined {
  const extension = /\.([A-Za-z0-9]{1,5})$/u.exec(run);
  if (extension === null || !EXTENSIONS.has((extension[1] ?? '').toLowerCase())) return undefined;
  const start = /^[A-Za-z0-9._-]+$/u.test(run) ? 0 : extension.index;
  return { start, end: run.length, body: run.slice(start), rule: 'file' };
}

/** Signs in an address. */
const NAMES = pairs(
  '.=ドット /=スラッシュ -=ハイフン _=アンダーバー :=コロン ?=クエスチョン &=アンド ~=チルダ ,=コンマ ;=セミコロン',
);
const WORDS = pairs(
  'com=コム net=ネット info=インフォ mp3=エムピースリー mp4=エムピーフォー zip=ジップ wifi=ワイファイ',
);
const PARTS = /[A-Za-z]+[34]?(?![A-Za-z0-9])|[A-Za-z]+|\d+|./gu;

function said(address: string): string {
  const words: string[] = [];
  for (const [part] of address.replace(/\/$/u, '').matchAll(PARTS)) {
    const word = WORDS.get(part.toLowerCase());
    if (word !== undefined) words.push(word);
    else if (/^\d/u.test(part)) words.push(part.length > 4 ? digitString(part) : kana(integer(part)));
    else if (letterName(part.charAt(0)) !== undefined) {
      words.push(spelled(part.replace(/\d$/u, '')));
      if (/\d$/u.test(part)) words.push(kana(integer(part.slice(-1))));
    } else words.push(NAMES.get(part) ?? signName(part) ?? '');
  }
  return words.filter((word) => word !== '').join(' ');
}
