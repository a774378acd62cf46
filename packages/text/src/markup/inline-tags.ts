import { looksLikeIpa, readIpa } from '../pins/ipa.js';
import type { MarkupProblem } from '../reading/markup-error.js';
import type { ReadingBuilder } from '../reading/reading-builder.js';
import type { SpeakingStyle } from '../reading/reading.js';
import { maskPinned } from './mask-pinned.js';
import { checkPause } from './pause-limits.js';

/**
 * A Markdown link or picture, in whatever language: what it is called is read, where it leads is not. What the brackets lead
 * to looks like an address or a path, so that `f[x](y)` stays text.
 */
const LINK =
  /\[([^[\]\n]{1,200})\]\((?:https?:\/\/|mailto:|\.{0,2}\/|#|[\w/-]{1,100}\.\w)[^\s()]{0,500}(?:\s"[^"\n]{0,200}")?\)/iuy;

/**
 * Tags in plain text: `[pause:1.2s]`, `[voice:id]` (from there on, until the next; `default` is the request's own) and
 * `[word](/ipa/)`. What only looks like one is text; `\[` is a bracket that opens none.
 */
const PAUSE = /\[pause:\s?(\d{1,6}(?:\.\d{1,3})?)\s?(ms|s)\]/iuy;
const VOICE = /\[voice:\s?([A-Za-z0-9_][A-Za-z0-9_.+() -]{0,199})\]/iuy;
const SPOKEN = /\[([^[\]\n]{1,100})\]\(\/([^/\n]{1,100})\/\)/uy;

export interface InlineState {
  style: SpeakingStyle;
  readonly problems: MarkupProblem[];
}

/** The tag that begins at `at`. @returns whether there was one */
export function readInlineTag(source: string, at: number, builder: ReadingBuilder, state: InlineState): boolean {
  return (
    readPause(source, at, builder, state) ||
    readVoice(source, at, builder, state) ||
    readSpoken(source, at, builder) ||
    readLink(source, at, builder)
  );
}

function readPause(source: string, at: number, builder: ReadingBuilder, { problems }: InlineState): boolean {
  PAUSE.lastIndex = at;
  const [whole, amount, unit = 's'] = PAUSE.exec(source) ?? [];
  if (whole === undefined) return false;
  const pauseMs = Number(amount) * (unit.toLowerCase() === 's' ? 1000 : 1);
  const wrong = checkPause(pauseMs);
  if (wrong !== undefined) problems.push({ at, detail: wrong });
  builder.copy(at);
  builder.put(' ', at + whole.length);
  builder.cut({ pauseMs });
  return true;
}

function readVoice(source: string, at: number, builder: ReadingBuilder, state: InlineState): boolean {
  VOICE.lastIndex = at;
  const [whole, named = ''] = VOICE.exec(source) ?? [];
  if (whole === undefined) return false;
  const voice = named.trim();
  const { voice: _before, ...rest } = state.style;
  state.style = voice === 'default' ? rest : { ...rest, voice };
  builder.copy(at);
  builder.style(state.style);
  builder.put(' ', at + whole.length);
  return true;
}

function readSpoken(source: string, at: number, builder: ReadingBuilder): boolean {
  SPOKEN.lastIndex = at;
  const [whole, word = '', written = ''] = SPOKEN.exec(source) ?? [];
  if (whole === undefined || word.trim() === '' || !looksLikeIpa(written)) return false;
  const ipa = readIpa(written);
  if (ipa === undefined) return false;
  builder.copy(at);
  const lead = word.length - word.trimStart().length;
  builder.put('', at + 1 + lead);
  const start = builder.length;
  const spoken = word.trim();
  builder.copy(at + 1 + lead + spoken.length, maskPinned(spoken));
  const outer = { start: at, end: at + whole.length };
  builder.pin({ start, end: builder.length, outer, reading: { kind: 'ipa', ipa }, rule: 'inline:ipa' });
  builder.put('', outer.end);
  return true;
}

function readLink(source: string, at: number, builder: ReadingBuilder): boolean {
  LINK.lastIndex = at;
  const [whole, words = ''] = LINK.exec(source) ?? [];
  if (whole === undefined || words.trim() === '') return false;
  builder.copy(source.charAt(at - 1) === '!' ? at - 1 : at);
  builder.put('', at + 1);
  builder.copy(at + 1 + words.length);
  builder.put('', at + whole.length);
  return true;
}
