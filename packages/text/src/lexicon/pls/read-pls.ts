import {
  LANGUAGES,
  LEXICON_ALPHABETS,
  type Lexicon,
  type LexiconAlphabet,
  type LexiconEntry,
  lexiconInSteps,
} from '@lector/contract';
import { languageOfTag } from '../../markup/ssml/values.js';
import { CDATA_END, CDATA_START, wrongXml, xmlTokens, type XmlToken } from '../../markup/xml-tokens.js';
import { MAX_PROBLEMS, xmlPlace } from '../../reading/markup-error.js';
import { runToEnd, STEP, type Steps } from '../../steps.js';
import { lexiconError } from '../check-lexicon.js';
import { lexiconProblems } from '../problems.js';
import { CASE, isDeclared, LANGUAGE, NAME_SPACE, ownAttribute, PREFIX } from './own-attributes.js';

/** Longest document, UTF-16 units. */
const MAX_UNITS = 2 * 1024 * 1024;
/** Elements inside of each other: those of PLS stand in three, and metadata in what it likes. */
const MAX_DEPTH = 16;

type OpenToken = Extract<XmlToken, { kind: 'open' }>;

/** Which element may stand in which; in `metadata` anything may. */
const INSIDE: ReadonlyMap<string, readonly string[]> = new Map([
  ['', ['lexicon']],
  ['lexicon', ['meta', 'metadata', 'lexeme']],
  ['lexeme', ['grapheme', 'phoneme', 'alias', 'example']],
]);

/** An entry and where its parts stand. */
interface Lexeme {
  readonly at: number;
  readonly graphemes: string[];
  readonly own: Pick<LexiconEntry, 'language' | 'case'>;
  reading: (Pick<LexiconEntry, 'alias' | 'phoneme' | 'alphabet'> & { readonly preferred: boolean }) | undefined;
  readonly places: Map<string, number>;
}

/**
 * A pronunciation lexicon of the W3C (PLS 1.0) as a lexicon, every entry of it checked. Of several pronunciations of a lexeme the
 * one with `prefer="true"` is taken, else the first. Roles are refused: words are not told apart by their part of speech here, and
 * an entry for a verb must not be said for the noun.
 * @throws LectorError `invalid_lexicon`, each problem with line and column
 */
export function readPls(xml: string): Lexicon {
  return runToEnd(readPlsInSteps(xml));
}

/** The same in steps of a few milliseconds. */
export function* readPlsInSteps(xml: string): Steps<Lexicon> {
  if (xml.length > MAX_UNITS)
    throw lexiconError([{ pointer: '', detail: `a PLS has at most ${MAX_UNITS} characters` }]);
  const problems: Problem[] = [];
  const wrong = yield* wrongXml(xml);
  if (wrong !== undefined) throw refusal(xml, [wrong]);

  const refuse = (at: number, detail: string, twinAt?: number): void => void problems.push({ at, detail, twinAt });
  const lexemes: Lexeme[] = [];
  let root: { readonly alphabet: LexiconAlphabet; readonly language: Lexicon['language'] } | undefined;
  const open: { readonly token: OpenToken; text: string }[] = [];
  let count = 0;
  for (const token of xmlTokens(xml)) {
    count += 1;
    if (count % STEP === 0) yield;
    const top = open.at(-1);
    const name = top?.token.name ?? '';
    switch (token.kind) {
      case 'text':
        text(xml.slice(token.start, token.end), token.start);
        break;
      case 'cdata':
        text(xml.slice(token.start + CDATA_START, token.end - CDATA_END), token.start);
        break;
      case 'entity':
        text(token.text, token.start);
        break;
      case 'open':
        if (open.length >= MAX_DEPTH)
          throw refusal(xml, [{ at: token.start, detail: `elements stand more than ${MAX_DEPTH} deep` }]);
        if (!inMetadata()) begin(token, name);
        if (token.empty) end({ token, text: '' }, name);
        else open.push({ token, text: '' });
        break;
      case 'close': {
        const closed = open.pop();
        if (closed !== undefined) end(closed, open.at(-1)?.token.name ?? '');
        break;
      }
      case 'other':
        break;
    }
  }
  if (problems.length === 0) yield* check();
  if (problems.length > 0) throw refusal(xml, problems);
  return lexicon();

  function inMetadata(): boolean {
    return open.some(({ token }) => token.name === 'metadata');
  }

  function text(written: string, at: number): void {
    const top = open.at(-1);
    if (top === undefined || inMetadata()) return;
    const { name } = top.token;
    if (name !== 'lexicon' && name !== 'lexeme' && name !== 'meta') top.text += written;
    else if (written.trim() !== '') refuse(at, `text stands between the elements of <${name}>`);
  }

  function begin(token: OpenToken, parent: string): void {
    const { name, attributes, start } = token;
    if (INSIDE.get(parent)?.includes(name) !== true) {
      refuse(start, `<${shown(name)}> does not stand ${parent === '' ? 'at the top' : `in <${parent}>`} of a PLS`);
      return;
    }
    if (name === 'lexicon') root = readRoot(token);
    if (name !== 'lexeme') return;
    if (attributes.has('role')) refuse(start, 'roles are not read: words are not told apart by their part of speech');
    lexemes.push({ at: start, graphemes: [], own: ownOf(token), reading: undefined, places: new Map() });
  }

  function end({ token, text: held }: { readonly token: OpenToken; readonly text: string }, parent: string): void {
    const lexeme = lexemes.at(-1);
    const { name, start, attributes } = token;
    if (name === 'lexeme' && lexeme !== undefined && parent === 'lexicon') {
      if (lexeme.graphemes.length === 0) refuse(start, 'a lexeme needs a grapheme');
      if (lexeme.reading === undefined) refuse(start, 'a lexeme needs a phoneme or an alias');
    }
    if (parent !== 'lexeme' || lexeme === undefined) return;
    const written = held.replaceAll(/\s+/gu, ' ').trim();
    if (name === 'grapheme') {
      lexeme.places.set(`graphemes/${lexeme.graphemes.length}`, start);
      lexeme.graphemes.push(written);
    }
    if (name !== 'phoneme' && name !== 'alias') return;
    const alphabet = name === 'phoneme' ? alphabetOf(attributes.get('alphabet'), start) : undefined;
    const preferred = attributes.get('prefer') === 'true';
    if (lexeme.reading !== undefined && (lexeme.reading.preferred || !preferred)) return;
    lexeme.reading = { preferred, ...(alphabet === undefined ? { alias: written } : { phoneme: written, alphabet }) };
    lexeme.places.set(name, start);
  }

  function readRoot({ attributes, start }: OpenToken): typeof root {
    const version = attributes.get('version');
    if (version !== '1.0') refuse(start, 'a PLS has version="1.0"');
    const tag = attributes.get('xml:lang');
    const language = tag === undefined ? undefined : languageOfTag(tag);
    if (tag !== undefined && language === undefined) refuse(start, `xml:lang is none of ${LANGUAGES.join(', ')}`);
    const alphabet = attributes.get('alphabet');
    return { language, alphabet: alphabet === undefined ? 'ipa' : alphabetOf(alphabet, start) };
  }

  function alphabetOf(written: string | undefined, at: number): LexiconAlphabet {
    if (written === undefined) return root?.alphabet ?? 'ipa';
    const found = LEXICON_ALPHABETS.find((alphabet) => alphabet === written.trim().toLowerCase());
    if (found === undefined) refuse(at, `alphabet is one of ${LEXICON_ALPHABETS.join(', ')}`);
    return found ?? 'ipa';
  }

  function ownOf({ attributes, start }: OpenToken): Lexeme['own'] {
    const within = [...open.map(({ token }) => token.attributes), attributes];
    const tag = ownAttribute(LANGUAGE, within);
    const language = tag === undefined ? undefined : languageOfTag(tag);
    if (tag !== undefined && language === undefined) refuse(start, `${LANGUAGE} is none of ${LANGUAGES.join(', ')}`);
    const capitals = ownAttribute(CASE, within);
    if (capitals !== undefined && !/^(?:any|exact)$/.test(capitals)) refuse(start, `${CASE} is any or exact`);
    const exact = capitals === 'exact';
    if ([...attributes.keys()].some((name) => name.startsWith(`${PREFIX}:`)) && !isDeclared(PREFIX, within))
      refuse(start, `the prefix ${PREFIX} has no name space: xmlns:${PREFIX}="${NAME_SPACE}"`);
    return { ...(language === undefined ? {} : { language }), ...(exact ? { case: 'exact' } : {}) };
  }

  function lexicon(): Lexicon {
    return {
      ...(root?.language === undefined ? {} : { language: root.language }),
      entries: lexemes.map(({ graphemes, reading, own }) => {
        const { preferred: _, ...said } = reading ?? { preferred: false, alias: '' };
        return { graphemes, ...said, ...own };
      }),
    };
  }

  /** What is checked of any lexicon, each at its place in the document. */
  function* check(): Steps<void> {
    const read = lexicon();
    const shape = yield* lexiconInSteps(read);
    for (const { path, message } of 'issues' in shape ? shape.issues : []) {
      const [, entry, ...field] = path;
      refuse(placeOf(Number(entry ?? -1), field.join('/')), message);
    }
    if ('issues' in shape) return;
    for (const { entry, field, detail, twin } of yield* lexiconProblems(read)) {
      refuse(placeOf(entry, field), detail, twin && placeOf(twin.entry, twin.field));
    }
  }

  function placeOf(entry: number, field: string): number {
    const lexeme = lexemes[entry];
    return lexeme?.places.get(field) ?? lexeme?.at ?? 0;
  }
}

interface Problem {
  readonly at: number;
  readonly detail: string;
  /** Where the same word stands. */
  readonly twinAt?: number | undefined;
}

/** Places are counted from the beginning of the document, so only of those that are named. */
function refusal(xml: string, problems: readonly Problem[]): Error {
  const errors = problems.slice(0, MAX_PROBLEMS).map(({ at, detail, twinAt }) => ({
    pointer: '',
    detail: `${detail}${twinAt === undefined ? '' : ` ${xmlPlace(xml, twinAt)}`} (${xmlPlace(xml, at)})`,
  }));
  return lexiconError(errors, problems.length);
}

/** Names of elements are the sender's own: long ones are cut. */
function shown(name: string): string {
  return name.slice(0, 32);
}
