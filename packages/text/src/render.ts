import type { Language } from '@lector/contract';
import { joinTokens, type WrittenWord } from './align-words.js';
import type { Stretch } from './stretch.js';
import type { FixedReading, LanguageRoom } from './languages/room.js';
import { MEANINGFUL } from './meaningful.js';
import type { ReadSpan } from './pins/apply-pins.js';
import { pinSound } from './pins/pin-sound.js';
import { pinsIn, type Pin } from './pins/pin.js';
import { behindStandIn, endsWord } from './pins/stand-in.js';
import { ipaBetween } from './pins/ipa-between.js';
import { placePins, type PlacedPin } from './pins/place-pins.js';
import type { SegmentLimit } from './plan-types.js';
import { trim } from './stretch.js';
import { unreadIn, type Unread } from './unread.js';

/** A span read by its room; offsets are still UTF-16 indices. */
export interface RenderedSpan extends Stretch {
  readonly language: Language;
  readonly spoken: string;
  readonly ipa: string;
  /** What is heard of the text; `start` and `end` as of the span. */
  readonly words: readonly WrittenWord[];
  readonly rule: string;
  readonly size: number;
  /** Of a pinned span: what it takes of the submitted text with its markup, UTF-16. */
  readonly outer?: Stretch;
}

export interface Rendering {
  /** None when nothing of the span is heard; several where readings are pinned in it. */
  readonly spans: readonly RenderedSpan[];
  /** What the room has no reading for or reads by other letters, in order; UTF-16 indices. */
  readonly unread: readonly Unread[];
}

/** A part of a span before it is known to sound. */
type Part = Omit<RenderedSpan, 'size' | 'language'>;

/** Characters a room sees on each side of what it reads: initials and a colon. */
const BESIDE = 8;
const SOUND = /[^\s,.!?;:]/u;
const NOTHING: Rendering = { spans: [], unread: [] };

/** Lets the room of its language write a span out and pronounce it. Pinned readings take the place of the room's. */
export function renderSpan(
  text: string,
  span: ReadSpan,
  rooms: ReadonlyMap<Language, LanguageRoom>,
  limit: SegmentLimit,
): Rendering {
  const { language } = span;
  const room = rooms.get(language);
  if (room === undefined) return NOTHING;
  const { parts, unread } = partsOf(text, span, span.pins ?? [], room);
  const spans = sounding(parts).map((part) => ({ ...part, language, size: limit.size({ language, ...part }) }));
  return { spans, unread };
}

interface Parts {
  readonly parts: readonly Part[];
  readonly unread: readonly Unread[];
}

function partsOf(text: string, span: ReadSpan, pins: readonly Pin[], room: LanguageRoom): Parts {
  const whole = readStretch(text, span, room, pins);
  if (pins.length === 0) return { parts: [whole], unread: whole.unread };
  const placed = placePins(text, whole, pins, room);
  // A word of the room is shared by two pins: then all sides are read by themselves.
  if ('crossed' in placed) return apart(text, span, pins, placed.crossed, room);
  return among(text, span, whole, placed.pins, room);
}

interface ReadStretch extends Part {
  /** The pins whose readings the room has said itself. */
  readonly said: ReadonlySet<Pin>;
  readonly unread: readonly Unread[];
  /** The spoken form of a part of it, at the edges of words. */
  readonly spokenBetween: (start: number, end: number) => string;
  readonly ruleBetween: (start: number, end: number) => string;
}

/** @param behind whether it stands behind a word that the room is not given, as its ending */
function readStretch(
  text: string,
  { start, end, rule }: ReadSpan,
  room: LanguageRoom,
  pins: readonly Pin[] = [],
  behind = endsWord(text, start),
): ReadStretch {
  const source = text.slice(start, end);
  const tokens = room.normalise(source, {
    before: text.slice(Math.max(0, start - BESIDE), start),
    after: text.slice(end, end + BESIDE),
  });
  const { spoken, written, spokenBetween, placeOf } = joinTokens(tokens);
  const said = new Set<Pin>();
  const fixed = pins.flatMap((pin): readonly FixedReading[] => {
    if (pin.reading.kind !== 'system' || room.notations?.has(pin.reading.system) !== true) return [];
    const place = placeOf(pin.start - start, pin.end - start);
    if (place === undefined) return [];
    said.add(pin);
    return [{ ...place, notation: pin.reading.system, reading: pin.reading.reading }];
  });
  const asEnding = behind && fixed.length === 0 ? behindStandIn(spoken, room) : undefined;
  const { ipa, words: ipaWords } = asEnding ?? room.toIpa(spoken, fixed);
  const lost = unreadIn(source, tokens).map((one) => ({ ...one, start: start + one.start, end: start + one.end }));
  const ruleBetween = (from: number, to: number) => {
    const own = tokens.filter((token) => token.start < to - start && token.end > from - start);
    return [...new Set([rule, ...own.flatMap((token) => token.rule.split('; ')).filter((one) => one !== '')])].join(
      '; ',
    );
  };
  return {
    start,
    end,
    spoken,
    ipa,
    words: written(ipaWords).map((word) => ({ ...word, start: start + word.start, end: start + word.end })),
    rule: ruleBetween(start, end),
    // A span of letters without a sound is lost as a whole, whether the room says so or not.
    unread: SOUND.test(ipa) ? lost : MEANINGFUL.test(source) ? [{ start, end, reason: 'no_reading' }] : lost,
    said,
    spokenBetween: (from, to) => spokenBetween(from - start, to - start),
    ruleBetween,
  };
}

/** The parts between pins keep what the room made of them among all of it; each pin is a part of its own. */
function among(
  text: string,
  span: ReadSpan,
  whole: ReadStretch,
  pins: readonly PlacedPin[],
  room: LanguageRoom,
): Parts {
  const parts: Part[] = [];
  const lost: Unread[] = [];
  let open = false;
  const say = (part: Part): void => {
    const last = open ? parts.at(-1) : undefined;
    if (last === undefined) parts.push(part);
    else parts[parts.length - 1] = joinedPart(last, part);
    open = true;
  };
  /** @returns whether anything of it is heard */
  const alone = ({ start, end, ipa }: PlacedPin['after'], marks = '', behind = false): boolean => {
    const stretch = trim(text, start, end);
    if (stretch.start >= stretch.end) return false;
    const sound = ipa ?? (behind ? endingIpa(text, span, stretch, room) : undefined);
    if (sound !== undefined) {
      const words = [{ ...stretch, ipaStart: 0, ipaEnd: sound.length }];
      const spoken = whole.spokenBetween(stretch.start, stretch.end);
      say({ ...stretch, spoken, ipa: sound + marks, words, rule: whole.ruleBetween(stretch.start, stretch.end) });
      return true;
    }
    const read = readStretch(text, { ...span, ...stretch }, room, [], false);
    lost.push(...read.unread);
    if (!SOUND.test(read.ipa)) return false;
    say({ ...read, ipa: read.ipa.replace(/[,.!?;:]+$/u, '') + marks });
    return true;
  };
  let at = span.start;
  let ipaAt = 0;
  const between = (end: number, ipaEnd: number): void => {
    const place = trim(text, at, Math.max(at, end));
    if (place.start >= place.end) return;
    const cut = whole.ipa.slice(ipaAt, ipaEnd);
    const lead = ipaAt + cut.length - cut.trimStart().length;
    const words = whole.words.filter(({ ipaStart, ipaEnd: last }) => ipaStart >= lead && last <= ipaEnd);
    say({
      ...place,
      spoken: whole.spokenBetween(at, end),
      ipa: cut.trim(),
      words: words.map((word) => ({ ...word, ipaStart: word.ipaStart - lead, ipaEnd: word.ipaEnd - lead })),
      rule: whole.ruleBetween(at, end),
    });
  };
  for (const { pin, start, end, ipaStart, ipaEnd, ipa, spoken, before, after } of pins) {
    between(before.start, ipaStart);
    const marks = /^[,.!?;:]+/u.exec(whole.ipa.slice(ipaEnd))?.[0] ?? '';
    alone(before);
    open = false;
    const place = parts.length;
    parts.push(pinPart(pin, { start, end }, ipa, '', spoken));
    if (!alone(after, marks, true)) parts[place] = pinPart(pin, { start, end }, ipa, marks, spoken);
    at = after.end;
    ipaAt = ipaEnd + marks.length;
  }
  between(span.end, whole.ipa.length);
  const kept = whole.unread.filter(
    ({ start, end }) => !pins.some((pin) => start < pin.after.end && end > pin.before.start),
  );
  const unread = [...kept, ...lost, ...pins.flatMap((pin) => pin.unread)];
  return { parts, unread: unread.sort((a, b) => a.start - b.start) };
}

/** What a reader looks at behind an ending to know it. */
const BEHIND_ENDING = 16;

/** The sound of what is left of a word behind a pin, as an ending of any name. */
function endingIpa(text: string, span: ReadSpan, { start, end }: Stretch, room: LanguageRoom): string | undefined {
  if (room.standIn === undefined) return undefined;
  const stretch = { ...span, start, end: Math.min(span.end, end + BEHIND_ENDING) };
  return ipaBetween(readStretch(text, stretch, room, [], true), start, end);
}

/** Two parts that stand side by side as one. */
function joinedPart(first: Part, second: Part): Part {
  if (second.ipa === '') return { ...first, end: second.end };
  const lead = first.ipa === '' ? 0 : first.ipa.length + 1;
  const moved = second.words.map((word) => ({
    ...word,
    ipaStart: word.ipaStart + lead,
    ipaEnd: word.ipaEnd + lead,
  }));
  return {
    ...first,
    end: second.end,
    spoken: `${first.spoken} ${second.spoken}`.trim(),
    ipa: lead === 0 ? second.ipa : `${first.ipa} ${second.ipa}`,
    words: [...first.words, ...moved],
    rule: [...new Set([...first.rule.split('; '), ...second.rule.split('; ')])].join('; '),
  };
}

/** Before the pin, the pin, behind it. */
function apart(text: string, span: ReadSpan, pins: readonly Pin[], crossed: Pin, room: LanguageRoom): Parts {
  const side = (start: number, end: number): Parts => {
    const stretch = { ...span, ...trim(text, start, end) };
    return stretch.start < stretch.end
      ? partsOf(text, stretch, pinsIn(pins, stretch), room)
      : { parts: [], unread: [] };
  };
  const before = side(span.start, crossed.start);
  const behind = side(crossed.end, span.end);
  const { ipa, spoken, unread } = pinSound(text, crossed, room);
  const marks = markBehind(text.slice(crossed.end, Math.min(span.end, crossed.end + 8)));
  return {
    parts: [...before.parts, pinPart(crossed, crossed, ipa, marks, spoken), ...behind.parts],
    unread: [...before.unread, ...unread, ...behind.unread],
  };
}

function pinPart(pin: Pin, { start, end }: Stretch, ipa: string, marks: string, spoken: string): Part {
  const words = SOUND.test(ipa) ? [{ start, end, ipaStart: 0, ipaEnd: ipa.length }] : [];
  return { start, end, spoken, ipa: words.length === 0 ? '' : ipa + marks, words, rule: pin.rule, outer: pin.outer };
}

const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/[?？]/u, '?'],
  [/[!！]/u, '!'],
  [/[。｡．.…‥]/u, '.'],
  [/[;；]/u, ';'],
  [/[:：]/u, ':'],
  [/[,，、､]/u, ','],
];

/** The sign that follows at once, brackets passed over, as rooms write it. */
function markBehind(text: string): string {
  const signs = /^[\p{P}]+/u.exec(text)?.[0] ?? '';
  return SIGNS.find(([pattern]) => pattern.test(signs))?.[1] ?? '';
}

/** Parts that are heard, each with the silent signs beside it: spans leave no gap but white space. */
function sounding(parts: readonly Part[]): readonly Part[] {
  const heard: Part[] = [];
  let lead: number | undefined;
  for (const part of parts) {
    const last = heard.at(-1);
    if (SOUND.test(part.ipa)) {
      heard.push({ ...part, start: lead ?? part.start });
      lead = undefined;
    } else if (last === undefined) lead ??= part.start;
    else heard[heard.length - 1] = { ...last, end: part.end };
  }
  return heard;
}
