import { READING_SYSTEMS, type ReadingSystem } from '../../languages/reading-systems.js';
import { readIpa } from '../../pins/ipa.js';
import { PIN_MAX, type Pin, type PinReading } from '../../pins/pin.js';
import { maskPinned, PLACEHOLDER } from '../mask-pinned.js';
import type { ElementContext, OpenElement, OpenToken } from './elements.js';
import { sayAs } from './say-as.js';

/** `phoneme`, `sub` and `say-as`: each pins the text inside it. */
type Read = (token: OpenToken, written: string) => Found;
type Found = Pick<Pin, 'reading' | 'language'> | { readonly wrong: string };

const READ: Readonly<Record<string, Read>> = {
  phoneme: ({ attributes }) => {
    const alphabet = (attributes.get('alphabet') ?? 'ipa').trim().toLowerCase();
    const ph = attributes.get('ph') ?? '';
    return alphabet === 'ipa' ? ipaOf(ph) : notated(alphabet, ph);
  },
  sub: ({ attributes }) => {
    const alias = (attributes.get('alias') ?? '').trim();
    if (!/[\p{L}\p{N}]/u.test(alias)) return { wrong: '<sub> needs an alias with a word in it' };
    return { reading: { kind: 'alias', text: alias.replaceAll(/\s+/gu, ' ') } };
  },
  'say-as': ({ attributes }, written) => {
    const interpretAs = (attributes.get('interpret-as') ?? '').trim().toLowerCase();
    return sayAs(interpretAs, attributes.get('format') ?? '', written);
  },
};

const ALPHABETS = ['ipa', ...Object.keys(READING_SYSTEMS).map((system) => `x-${system}`)].join(', ');

function ipaOf(ph: string): Found {
  const ipa = readIpa(ph);
  return ipa === undefined
    ? { wrong: 'ph is not in the International Phonetic Alphabet' }
    : { reading: { kind: 'ipa', ipa } };
}

function notated(alphabet: string, ph: string): Found {
  const system = alphabet.replace(/^x-/u, '');
  if (!alphabet.startsWith('x-') || !isSystem(system)) return { wrong: `alphabet is one of ${ALPHABETS}` };
  const { language, toIpa } = READING_SYSTEMS[system];
  if (toIpa(ph.trim()) === undefined) return { wrong: `ph is not ${system} that can be read` };
  return { language, reading: { kind: 'system', system, reading: ph.trim() } };
}

function isSystem(name: string): name is ReadingSystem {
  return Object.hasOwn(READING_SYSTEMS, name);
}

/** The element of a token, where it is one that pins its text. */
export function pinned(token: OpenToken, { builder, refuse }: ElementContext): OpenElement | undefined {
  const { name } = token;
  if (!Object.hasOwn(READ, name)) return undefined;
  const read = READ[name];
  if (read === undefined) return undefined;
  builder.put('', token.end);
  const from = builder.length;
  let written = '';
  return {
    name,
    hidden: false,
    holds(text) {
      written += text;
    },
    mask: maskPinned,
    close(end) {
      const found = read(token, written);
      const tooLong = [written, reading(found)].some((text) => text.length > PIN_MAX);
      const wrong =
        'wrong' in found ? found.wrong : tooLong ? `<${name}> is for up to ${PIN_MAX} characters` : undefined;
      if (wrong !== undefined) refuse(token.start, wrong);
      // Nothing inside it: a place to hang the reading on.
      const empty = written.trim() === '';
      builder.put(empty ? PLACEHOLDER : '', end);
      if ('wrong' in found || wrong !== undefined) return;
      const start = empty ? builder.length - 1 : from + written.length - written.trimStart().length;
      const after = empty ? builder.length : builder.length - (written.length - written.trimEnd().length);
      const outer = { start: token.start, end };
      builder.pin({ start, end: after, outer, ...found, rule: ruleOf(token) });
    },
  };
}

function reading(found: Found): string {
  if ('wrong' in found) return '';
  const { reading: given } = found;
  return textOf(given);
}

function textOf(given: PinReading): string {
  switch (given.kind) {
    case 'ipa':
      return given.ipa;
    case 'system':
      return given.reading;
    case 'alias':
      return given.text;
    case 'written':
      return '';
  }
}

function ruleOf({ name, attributes }: OpenToken): string {
  const interpretAs = attributes.get('interpret-as');
  return interpretAs === undefined ? `ssml:${name}` : `ssml:${name}:${interpretAs.trim().toLowerCase()}`;
}
