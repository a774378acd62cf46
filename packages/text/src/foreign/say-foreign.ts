import type { Language } from '@lector/contract';
import { WIDTH, type Beside, type Doubt, type LanguageRoom, type SpokenToken } from '../languages/room.js';
import { replacementsIn, type Replacement } from './replacements.js';

/**
 * Rooms that read words of scripts no language here is written in by their Latin letters, and leave out what cannot be written in
 * those, which the plan lists as unread. A word stays one token, so that times and offsets are those of what was submitted.
 */
export function sayForeign(rooms: ReadonlyMap<Language, LanguageRoom>): ReadonlyMap<Language, LanguageRoom> {
  return new Map(Array.from(rooms, ([language, room]) => [language, knowing(room)] as const));
}

function knowing(room: LanguageRoom): LanguageRoom {
  return {
    ...room,
    normalise: (source, beside) => {
      const found = replacementsIn(source);
      return found.length === 0 ? room.normalise(source, beside) : normalise(source, found, room, beside);
    },
    ...(room.doubts === undefined ? {} : { doubts: (source: string) => doubtsIn(source, room) }),
  };
}

/** A replacement and where it stands in the text that the room is given. */
interface Placed extends Replacement {
  readonly from: number;
  readonly to: number;
}

interface Replaced {
  readonly text: string;
  readonly placed: readonly Placed[];
}

function replaced(source: string, found: readonly Replacement[]): Replaced {
  const parts: string[] = [];
  const placed: Placed[] = [];
  let at = 0;
  let length = 0;
  for (const one of found) {
    const before = source.slice(at, one.start);
    const from = length + before.length;
    parts.push(before, one.text);
    length = from + one.text.length;
    placed.push({ ...one, from, to: length });
    at = one.end;
  }
  parts.push(source.slice(at));
  return { text: parts.join(''), placed };
}

function normalise(
  source: string,
  found: readonly Replacement[],
  room: LanguageRoom,
  beside: Beside | undefined,
): readonly SpokenToken[] {
  const { text, placed } = replaced(source, found);
  const tokens: SpokenToken[] = [];
  const backOf = createWayBack(placed);
  for (const token of room.normalise(text, beside)) {
    for (const part of partsOf(token, placed, backOf.first(token.start))) push(tokens, part, backOf);
  }
  return tokens;
}

interface WayBack {
  /** Index of the first replacement that ends behind a place of the text the room is given; places come in rising order. */
  first(from: number): number;
  /** Where in the source the replacement or the letter begins that stands at `from`. */
  start(from: number, at: number): number;
  end(to: number, at: number): number;
}

function createWayBack(placed: readonly Placed[]): WayBack {
  let next = 0;
  const shifted = (index: number, at: number): number => {
    const before = placed[at - 1];
    return before === undefined ? index : index - before.to + before.end;
  };
  return {
    first(from) {
      while ((placed[next]?.to ?? Infinity) <= from) next += 1;
      return next;
    },
    start(from, at) {
      const own = placed[at];
      return own !== undefined && own.from <= from ? own.start : shifted(from, at);
    },
    end(to, at) {
      let last = at;
      while ((placed[last]?.to ?? Infinity) < to) last += 1;
      const own = placed[last];
      return own !== undefined && own.from < to ? own.end : shifted(to, last);
    },
  };
}

interface TokenPart extends SpokenToken {
  /** Of the first replacement that ends behind its start. */
  readonly at: number;
}

/** A token that is read as it stands is cut where replacements begin and end; any other stays one. */
function partsOf(token: SpokenToken, placed: readonly Placed[], first: number): readonly TokenPart[] {
  const { start, end, spoken, rule } = token;
  const asWritten = rule === '' || (rule === WIDTH && spoken.length === end - start);
  if ((placed[first]?.from ?? Infinity) >= end) return [{ ...token, at: first }];
  if (!asWritten) {
    const rules = [rule];
    for (let at = first; (placed[at]?.from ?? Infinity) < end; at += 1) rules.push(placed[at]?.rule ?? '');
    return [{ ...token, rule: joinedRules(rules), at: first }];
  }
  const parts: TokenPart[] = [];
  const add = (from: number, to: number, own: string, at: number): void => {
    const said = spoken.slice(from - start, to - start);
    if (from < to) parts.push({ start: from, end: to, spoken: said, rule: own, at });
  };
  let from = start;
  let at = first;
  for (let own = placed[at]; own !== undefined && own.from < end; own = placed[at]) {
    add(from, own.from, rule, at);
    add(Math.max(start, own.from), Math.min(end, own.to), own.rule ?? 'letters', at);
    from = Math.min(end, own.to);
    if (own.to > end) return parts;
    at += 1;
  }
  add(from, end, rule, at);
  return parts;
}

/** Adds a part in places of the source; parts of one replacement become one token. */
function push(tokens: SpokenToken[], { at, ...part }: TokenPart, back: WayBack): void {
  const start = back.start(part.start, at);
  const end = back.end(part.end, at);
  const last = tokens.at(-1);
  if (last === undefined || last.end <= start) tokens.push({ ...part, start, end });
  else {
    const rule = joinedRules([last.rule, part.rule]);
    tokens[tokens.length - 1] = {
      start: last.start,
      end: Math.max(last.end, end),
      spoken: last.spoken + part.spoken,
      rule,
    };
  }
}

function joinedRules(rules: readonly string[]): string {
  return [...new Set(rules.flatMap((rule) => rule.split('; ')))].filter((rule) => rule !== '').join('; ');
}

/** Doubts of the room about the Latin letters, at the words they stand for. */
function doubtsIn(source: string, room: LanguageRoom): readonly Doubt[] {
  const found = replacementsIn(source);
  if (found.length === 0) return room.doubts?.(source) ?? [];
  const { text, placed } = replaced(source, found);
  const back = createWayBack(placed);
  return (room.doubts?.(text) ?? []).map((doubt) => {
    const at = back.first(doubt.start);
    return { ...doubt, start: back.start(doubt.start, at), end: back.end(doubt.end, at) };
  });
}
