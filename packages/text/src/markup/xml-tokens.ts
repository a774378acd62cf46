import { SaxesParser } from 'saxes';
import type { MarkupProblem } from '../reading/markup-error.js';
import type { Steps } from '../steps.js';

/**
 * XML in two passes. saxes says whether the document is well-formed, and refuses what has no place in one that comes from
 * strangers: document types (and with them entities of one's own) and processing instructions. Of a document known to be
 * well-formed the tokens are found by one pattern, which knows the exact place of each; a parser tells that of text only
 * with its entities resolved. Nothing is ever expanded beyond one character, so neither pass makes more than it is given.
 */
export type XmlToken =
  | { readonly kind: 'text'; readonly start: number; readonly end: number }
  /** An entity or character reference: it stands for `text`. */
  | { readonly kind: 'entity'; readonly start: number; readonly end: number; readonly text: string }
  | { readonly kind: 'cdata'; readonly start: number; readonly end: number }
  | {
      readonly kind: 'open';
      readonly start: number;
      readonly end: number;
      readonly name: string;
      readonly attributes: ReadonlyMap<string, string>;
      /** `<break/>`: no closing tag follows. */
      readonly empty: boolean;
    }
  | { readonly kind: 'close'; readonly start: number; readonly end: number; readonly name: string }
  /** A comment or the XML declaration. */
  | { readonly kind: 'other'; readonly start: number; readonly end: number };

/** UTF-16 units given to the parser between two steps. */
const CHUNK = 16_000;

/** What is wrong with a document as XML; undefined when nothing is. Linear, in steps. */
export function* wrongXml(source: string): Steps<MarkupProblem | undefined> {
  const parser = new SaxesParser({ xmlns: false, position: true });
  const problems: MarkupProblem[] = [];
  const refuse = (detail: string): void => {
    problems.push({ at: Math.min(parser.position, source.length), detail });
  };
  parser.on('error', ({ message }) => refuse(message.replace(/^\d+:\d+: /u, '').replace(/\.$/u, '')));
  parser.on('doctype', () => refuse('document types are refused'));
  parser.on('processinginstruction', () => refuse('processing instructions are refused'));
  for (let at = 0; at < source.length && problems.length === 0; at += CHUNK) {
    parser.write(source.slice(at, at + CHUNK));
    yield;
  }
  if (problems.length === 0) parser.close();
  return problems[0];
}

const TOKEN =
  /(<!--[\s\S]*?-->|<\?[\s\S]*?\?>)|<!\[CDATA\[([\s\S]*?)\]\]>|<\/([^\s<>]+)\s*>|<([^\s<>/=]+)((?:\s+[^\s=<>]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|&([^;&<\s]+);|[^<&]+/gu;
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu;

/** The tokens of a well-formed document, in order; they cover it but for a byte order mark. */
export function* xmlTokens(source: string): Generator<XmlToken, void> {
  for (const match of source.matchAll(TOKEN)) {
    const { 0: whole, 1: other, 2: cdata, 3: closes, 4: opens, 5: attributes = '', 6: slash, 7: entity, index } = match;
    const place = { start: index, end: index + whole.length };
    if (other !== undefined) yield { kind: 'other', ...place };
    else if (cdata !== undefined) yield { kind: 'cdata', ...place };
    else if (closes !== undefined) yield { kind: 'close', ...place, name: closes };
    else if (opens !== undefined)
      yield { kind: 'open', ...place, name: opens, attributes: attributesOf(attributes), empty: slash === '/' };
    else if (entity !== undefined) yield { kind: 'entity', ...place, text: characterOf(entity) };
    else yield { kind: 'text', ...place };
  }
}

export const CDATA_START = '<![CDATA['.length;
export const CDATA_END = ']]>'.length;

function attributesOf(written: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const { 1: name = '', 2: double, 3: single } of written.matchAll(ATTRIBUTE)) {
    attributes.set(name, resolved((double ?? single ?? '').replaceAll(/\s/gu, ' ')));
  }
  return attributes;
}

function resolved(value: string): string {
  return value.replaceAll(/&([^;&<\s]+);/gu, (_, entity: string) => characterOf(entity));
}

const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** The parser has refused all that is none. */
function characterOf(entity: string): string {
  const named = NAMED.get(entity);
  if (named !== undefined) return named;
  const code = /^#x/iu.test(entity) ? Number.parseInt(entity.slice(2), 16) : Number.parseInt(entity.slice(1), 10);
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '';
}
