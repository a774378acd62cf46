import type { Dictionaries, Doubt, Morpheme, SpokenToken } from '../room.js';
import { exceptionAt } from './exceptions.js';
import { givenName } from './given-names.js';
import { kanaReading } from './kana-reading.js';

const HAN = /\p{Script=Han}/u;
const HAN_ONLY = /^\p{Script=Han}+$/u;

/**
 * Words in kanji that the analyser does not know, names of people, which have as many readings as bearers, and Latin initials said by
 * their letters. A name is one, however many words the analyser makes of it.
 * @param readKana what the room reads a word as, in katakana
 */
export function doubtsIn(
  source: string,
  {
    analyse,
    normalise,
    readKana,
  }: {
    readonly analyse: Dictionaries['japanese']['analyse'];
    readonly normalise: (source: string) => readonly SpokenToken[];
    readonly readKana: (word: string) => string;
  },
): readonly Doubt[] {
  const found: Doubt[] = initialsIn(source, normalise);
  const morphemes = analyse(source);
  let start = 0;
  let index = 0;
  while (index < morphemes.length) {
    const { surface = '', reading, pronunciation } = morphemes[index] ?? {};
    const listed = exceptionAt(morphemes, index)?.count ?? 0;
    const name = listed > 0 ? 0 : nameAt(morphemes, index);
    const count = Math.max(1, name, listed);
    const word = morphemes
      .slice(index, index + count)
      .map((one) => one.surface)
      .join('');
    const place = { start, end: start + word.length };
    start = place.end;
    index += count;
    const known = count > 1 ? undefined : (reading ?? pronunciation);
    if (listed > 0 || !HAN.test(surface) || (known !== undefined && name === 0)) continue;
    const kana = known ?? readKana(word).replaceAll(/\s/gu, '');
    // What has no reading at all is told by the plan.
    if (kanaReading(kana) === undefined) continue;
    found.push({ ...place, kind: name > 0 ? 'name' : 'unknown_word', reading: kana, alphabet: 'x-kana' });
  }
  return found.sort((one, other) => one.start - other.start);
}

function initialsIn(source: string, normalise: (source: string) => readonly SpokenToken[]): Doubt[] {
  return normalise(source).flatMap(({ start, end, spoken, rule }) => {
    const written = source.slice(start, end);
    const isInitials = rule === 'letters' && /^\p{Lu}{2,}$/u.test(written);
    return isInitials ? [{ start, end, kind: 'abbreviation', reading: spoken.trim(), alphabet: 'x-kana' }] : [];
  });
}

/** How many morphemes from `at` on are the name of somebody, surname and given name; 0 where none begins. */
function nameAt(morphemes: readonly Morpheme[], at: number): number {
  if (!isName(morphemes[at])) return unknownName(morphemes, at);
  let count = 1;
  for (;;) {
    const next = morphemes[at + count];
    const given = givenName(morphemes, at + count)?.count ?? 0;
    if (given > 0) count += given;
    else if (
      next !== undefined &&
      HAN_ONLY.test(next.surface) &&
      (isName(next) || next.pronunciation === undefined || isSecond(morphemes[at + count - 1], next))
    )
      count += 1;
    else return count;
  }
}

const isName = (morpheme: Morpheme | undefined): boolean =>
  morpheme?.pos[1] === '固有名詞' && morpheme.pos[2] === '人名' && HAN.test(morpheme.surface);

/** 晋|三: a given name of one kanji does not go on with a number. */
const isSecond = (first: Morpheme | undefined, next: Morpheme): boolean =>
  first?.pos[3] === '名' && first.surface.length === 1 && next.pos[1] === '数' && next.surface.length === 1;

/** Longest name that no dictionary knows: 勅使河原, 小鳥遊. */
const LONGEST = 4;

/** Kanji in front of さん or 様 of which some are no word: 小鳥|遊|さん. */
function unknownName(morphemes: readonly Morpheme[], at: number): number {
  let count = 0;
  let length = 0;
  let unknown = false;
  for (let next = morphemes[at]; next !== undefined && HAN_ONLY.test(next.surface); next = morphemes[at + count]) {
    if (next.pos[1] === '接尾' || isName(next)) break;
    count += 1;
    length += next.surface.length;
    unknown ||= next.pronunciation === undefined;
  }
  const title = morphemes[at + count];
  const titled = title?.pos[1] === '接尾' && title.pos[2] === '人名';
  return titled && unknown && length <= LONGEST ? count : 0;
}
