import { LANGUAGES } from '@lector/contract';
import { PAUSE_MS } from '../../segment/pauses.js';
import type { ReadingBuilder } from '../../reading/reading-builder.js';
import { PLAIN_STYLE, type LanguageRegion, type SpeakingStyle } from '../../reading/reading.js';
import { checkPause } from '../pause-limits.js';
import { pinned } from './pinned-elements.js';
import { gainOf, languageOfTag, rateOf, strengthMs, timeMs } from './values.js';
import type { XmlToken } from '../xml-tokens.js';

/** What the elements of a document do to its reading, one function each. */
export interface ElementContext {
  readonly builder: ReadingBuilder;
  /** @param at UTF-16 index of the submitted text */
  readonly refuse: (at: number, detail: string) => void;
}

export type OpenToken = Extract<XmlToken, { kind: 'open' }>;

/** An element whose end has not come yet. */
export interface OpenElement {
  readonly name: string;
  /** Its text is not spoken. */
  readonly hidden: boolean;
  /** Told of text directly inside. */
  holds?(text: string): void;
  /** Its text as detection is to see it, of the same length. */
  mask?(text: string): string;
  close(end: number): void;
}

/** Elements without a sound of their own: their text, where they have any, is not spoken. */
const SILENT = new Set(['metadata', 'meta', 'desc']);
/** Read through: they say only what rooms find out by themselves. */
const TRANSPARENT = new Set(['w', 'token']);
const KNOWN = 'speak p s break prosody emphasis lang voice say-as sub phoneme mark';

/** Attributes beside `xml:…` and `xmlns…`, which every element may have. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  speak: 'version schemaLocation xsi:schemaLocation onlangfailure',
  p: '',
  s: '',
  break: 'time strength',
  prosody: 'rate volume pitch range contour duration',
  emphasis: 'level',
  lang: 'onlangfailure',
  voice: 'name languages gender age variant required ordering onvoicefailure',
  'say-as': 'interpret-as format detail',
  sub: 'alias',
  phoneme: 'alphabet ph type',
  mark: 'name',
  w: 'role',
  token: 'role',
};

const MARK_MAX = 64;
const MARKS_MAX = 1_000;

export function createElements(context: ElementContext): {
  open(token: OpenToken, parent: OpenElement | undefined): OpenElement;
} {
  const { builder, refuse } = context;
  let style: SpeakingStyle = PLAIN_STYLE;
  let told: Pick<LanguageRegion, 'language' | 'ofWhole'> | undefined;
  let toldFrom = 0;
  let marks = 0;

  function tell(next: typeof told): void {
    if (told !== undefined) builder.region(toldFrom, told);
    told = next;
    toldFrom = builder.length;
  }

  /** Takes the element's `xml:lang` on; what it returns takes it back. */
  function inLanguage({ attributes, start, name }: OpenToken): () => void {
    const tag = attributes.get('xml:lang');
    if (tag === undefined) return () => undefined;
    const language = languageOfTag(tag);
    if (language === undefined) {
      refuse(start, `xml:lang${shown(tag)} is none of ${LANGUAGES.join(', ')}`);
      return () => undefined;
    }
    const before = told;
    tell({ language, ofWhole: name === 'speak' });
    return () => tell(before);
  }

  function withStyle(change: Partial<SpeakingStyle>): () => void {
    const before = style;
    style = { ...style, ...change };
    builder.style(style);
    return () => {
      style = before;
      builder.style(style);
    };
  }

  /** An element that lasts: its tags stand for `text`, its end undoes what its beginning did. */
  function lasting(token: OpenToken, text: string, undo: () => void, hidden = false): OpenElement {
    return {
      name: token.name,
      hidden,
      close(end) {
        undo();
        builder.put(text, end);
      },
    };
  }

  function unknown(token: OpenToken): OpenElement {
    refuse(token.start, `<${nameOf(token.name)}> is none of the elements there are (${KNOWN})`);
    builder.put('', token.end);
    return lasting(token, '', () => undefined);
  }

  const OPEN: Readonly<Record<string, (token: OpenToken) => OpenElement>> = {
    speak(token) {
      builder.put('', token.end);
      return lasting(token, '', inLanguage(token));
    },
    p(token) {
      builder.put('\n\n', token.end);
      return lasting(token, '\n\n', inLanguage(token));
    },
    s(token) {
      builder.put(' ', token.end);
      builder.cut({});
      const undo = inLanguage(token);
      return lasting(token, ' ', () => {
        undo();
        builder.cut({ leastMs: PAUSE_MS.sentence });
      });
    },
    break(token) {
      builder.put(' ', token.end);
      const pauseMs = breakMs(token);
      const wrong = pauseMs === undefined ? 'a break has time="1.5s" or a strength of SSML' : checkPause(pauseMs);
      if (wrong !== undefined) refuse(token.start, wrong);
      else if (pauseMs !== undefined && pauseMs > 0) builder.cut({ pauseMs });
      return lasting(token, '', () => undefined);
    },
    prosody(token) {
      const { attributes, start, end } = token;
      builder.put('', end);
      if (['pitch', 'range', 'contour'].some((name) => attributes.has(name)))
        builder.note(start, end, 'pitch_unsupported');
      if (attributes.has('duration')) builder.note(start, end, 'duration_unsupported');
      return lasting(token, '', withStyle({ ...rateChange(token), ...volumeChange(token) }));
    },
    emphasis(token) {
      builder.put('', token.end);
      if (token.attributes.get('level') !== 'none') builder.note(token.start, token.end, 'emphasis_unsupported');
      return lasting(token, '', () => undefined);
    },
    lang(token) {
      if (!token.attributes.has('xml:lang')) refuse(token.start, '<lang> needs xml:lang');
      builder.put('', token.end);
      return lasting(token, '', inLanguage(token));
    },
    voice(token) {
      const name = token.attributes.get('name')?.trim();
      const undo = inLanguage(token);
      builder.put('', token.end);
      if (name === undefined || name === '' || name.length > 200) {
        refuse(token.start, '<voice> needs the name of a voice of GET /v1/voices');
        return lasting(token, '', undo);
      }
      const { voice: _before, ...rest } = style;
      const before = style;
      style = name === 'default' ? rest : { ...rest, voice: name };
      builder.style(style);
      return lasting(token, '', () => {
        style = before;
        builder.style(style);
        undo();
      });
    },
    mark(token) {
      const name = token.attributes.get('name') ?? '';
      if (!/^[\p{L}\p{N}_.:-]+$/u.test(name) || name.length > MARK_MAX) {
        refuse(token.start, `<mark> needs a name of letters, digits and _ . : - (at most ${MARK_MAX})`);
      } else {
        marks += 1;
        if (marks > MARKS_MAX) refuse(token.start, `a document has at most ${MARKS_MAX} marks`);
        else builder.mark(name);
      }
      builder.put('', token.end);
      return lasting(token, '', () => undefined);
    },
  };

  function rateChange({ attributes, start }: OpenToken): Partial<SpeakingStyle> {
    const written = attributes.get('rate');
    if (written === undefined) return {};
    const rate = rateOf(written);
    const product = rate === undefined ? undefined : Math.round(style.rate * rate * 1000) / 1000;
    if (product !== undefined && product >= 0.25 && product <= 4) return { rate: product };
    refuse(start, 'rate is a label of SSML, a percentage or a number, and comes to 0.25 to 4');
    return {};
  }

  function volumeChange({ attributes, start }: OpenToken): Partial<SpeakingStyle> {
    const written = attributes.get('volume');
    if (written === undefined) return {};
    const gain = gainOf(written);
    if (gain !== undefined) return { gain: Math.round(style.gain * gain * 1e6) / 1e6 };
    refuse(start, 'volume is a label of SSML, 0 to 100, or decibels (-60dB to +10dB)');
    return {};
  }

  return {
    open(token, parent) {
      const { name, start } = token;
      if (parent === undefined && name !== 'speak') refuse(start, 'the outermost element is <speak>');
      if (parent !== undefined && name === 'speak') refuse(start, '<speak> stands outermost only');
      if (parent?.mask !== undefined) refuse(start, `<${nameOf(parent.name)}> holds text only`);
      checkAttributes(token, refuse);
      if (parent?.hidden === true || SILENT.has(name)) {
        builder.put('', token.end);
        return lasting(token, '', () => undefined, true);
      }
      if (TRANSPARENT.has(name)) {
        builder.put('', token.end);
        return lasting(token, '', inLanguage(token));
      }
      if (Object.hasOwn(OPEN, name)) return OPEN[name]?.(token) ?? unknown(token);
      return pinned(token, context) ?? unknown(token);
    },
  };
}

function checkAttributes({ name, attributes, start }: OpenToken, refuse: ElementContext['refuse']): void {
  if (!Object.hasOwn(ATTRIBUTES, name)) return;
  const own = (ATTRIBUTES[name] ?? '').split(' ');
  for (const attribute of attributes.keys()) {
    if (own.includes(attribute) || /^xml(?:ns)?(?::|$)/u.test(attribute)) continue;
    refuse(start, `<${name}> has no attribute ${nameOf(attribute)}`);
  }
}

/** Silence in milliseconds; undefined for what is none. */
function breakMs({ attributes }: OpenToken): number | undefined {
  const time = attributes.get('time');
  return time === undefined ? strengthMs(attributes.get('strength') ?? 'medium') : timeMs(time);
}

/** A name of the client's own, as far as it looks like one. */
function nameOf(name: string): string {
  return /^[\p{L}\p{N}_.:-]{1,40}$/u.test(name) ? name : '…';
}

function shown(tag: string): string {
  return /^[A-Za-z0-9-]{1,35}$/u.test(tag) ? `="${tag}"` : '';
}
