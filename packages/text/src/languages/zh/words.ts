import { pinyin } from 'pinyin-pro';
import { givenOf, type GivenSyllables } from './given-syllables.js';
import { isNeutral, isTried } from './neutral-tones.js';
import { contextReading } from './polyphones.js';
import { LONGEST_READING, READINGS } from './readings.js';
import { surnameAt } from './surnames.js';
import { simplify } from './traditional.js';
import { parseSyllable, type Syllable } from './syllable.js';
import { toneOfYiBu } from './yi-bu.js';

/**
 * Words of a stretch of Han characters with their syllables. Word boundaries come from the Unicode dictionaries. A reading
 * is taken from the first that knows it: the words of `readings.ts`, surnames, the characters beside (`polyphones.ts`),
 * and at last pinyin-pro, which reads the whole stretch. Neutral tones, 一 and 不 and the suffix 儿 are settled behind that.
 */
export interface Word {
  readonly text: string;
  /** Where it stands in the stretch, UTF-16. */
  readonly start: number;
  readonly end: number;
  readonly syllables: readonly Syllable[];
  /** Edges of readings fixed by others that lie in it: it is cut there once sandhi is done. */
  readonly cuts?: readonly Cut[];
}

/** A place in a word: where it is in the stretch, UTF-16, and how many syllables stand before it. */
interface Cut {
  readonly at: number;
  readonly syllable: number;
}

/** Boundaries of Chinese words. */
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const NUMBER_WORD = /^[零一二三四五六七八九十百千万亿两幺点]+$/u;
/** Two words that the Unicode dictionaries take for one: 过 了 一会儿. */
const LIGHT_ONE = /^[了过着]一$/u;
/** Longer numbers fall into several words, as they do in speech. */
const NUMBER_WORD_MAX = 5;
/** 儿 is a syllable of its own in these. */
const CHILD_AFTER = /[子童科女媳歌孙戏]/u;
const CHILD_BEFORE = /[婉女婴幼少胎孤男健宠生育小托]/u;

/** Whether a character has a reading at all. */
export function isReadable(character: string): boolean {
  if (/[〇々〻]/u.test(character)) return true;
  if (!/\p{Script=Han}/u.test(character)) return false;
  return parseSyllable(pinyin(simplify(character), { toneType: 'num', nonZh: 'spaced' })) !== undefined;
}

export function wordsOf(source: string, given: readonly GivenSyllables[] = []): readonly Word[] {
  const han = simplify(source);
  const characters = [...han];
  const lengths = joinedSegments(characters, segmentLengths(han));
  const words: Word[] = [];
  // A simplified twin may be shorter in UTF-16 than the character that is written.
  const units = Array.from(source, ({ length }) => length);
  const own = givenOf(given, units);
  const syllables = syllablesOf(han, characters, lengths, own);
  const edges = new Set(given.flatMap((one) => [one.start, one.end]));
  let at = 0;
  let end = 0;
  for (const length of lengths) {
    const start = end;
    const spoken: Syllable[] = [];
    const cuts: Cut[] = [];
    for (let index = at; index < at + length; index += 1) {
      if (spoken.length > 0 && edges.has(end)) cuts.push({ at: end, syllable: spoken.length });
      end += units[index] ?? 0;
      const fixed = own.get(index);
      if (fixed !== undefined) {
        spoken.push(...fixed);
        continue;
      }
      const syllable = syllables[index];
      if (syllable === undefined) continue;
      if (characters[index] === '儿' && isSuffix(characters, index)) {
        const last = spoken.at(-1);
        if (last !== undefined) spoken[spoken.length - 1] = { ...last, rhotic: true };
        else if (words.length > 0) words.push(withRhotic(words.pop(), end));
        else spoken.push(syllable);
        continue;
      }
      spoken.push(syllable);
    }
    const text = characters.slice(at, at + length).join('');
    if (spoken.length > 0) {
      const from = words.at(-1)?.end === end ? end : start;
      words.push({ text, start: from, end, syllables: spoken, ...(cuts.length === 0 ? {} : { cuts }) });
    }
    at += length;
  }
  return joinNumbers(words, edges);
}

function segmentLengths(han: string): readonly number[] {
  return Array.from(segmenter.segment(han), ({ segment }) =>
    LIGHT_ONE.test(segment) ? [1, 1] : [[...segment].length],
  ).flat();
}

/** A word of `readings.ts` that the segmenter cut in pieces is one word, and so is one with its 们. */
function joinedSegments(characters: readonly string[], lengths: readonly number[]): readonly number[] {
  const joined: number[] = [];
  let at = 0;
  for (let index = 0; index < lengths.length; index += 1) {
    let length = lengths[index] ?? 0;
    let taken = 0;
    const longest = LONGEST_READING.get(characters[at] ?? '') ?? 0;
    for (let more = length, next = index + 1; next < lengths.length; next += 1) {
      more += lengths[next] ?? 0;
      if (more > longest) break;
      if (READINGS.has(characters.slice(at, at + more).join(''))) {
        length = more;
        taken = next - index;
      }
    }
    index += taken;
    // 孩子们: the suffix is no word of its own.
    if (characters[at + length] === '们' && lengths[index + 1] === 1) {
      length += 1;
      index += 1;
    }
    joined.push(length);
    at += length;
  }
  return joined;
}

/** Surface syllables, third-tone sandhi excepted, one for each character; undefined where a character has no reading. */
function syllablesOf(
  han: string,
  characters: readonly string[],
  lengths: readonly number[],
  own: ReadonlyMap<number, readonly Syllable[]>,
): readonly (Syllable | undefined)[] {
  // `surname` and other modes stay off: they misread ordinary text. The tones of 一 and 不 follow from the readings found here.
  const readings = pinyin(han, { type: 'array', toneType: 'num', toneSandhi: false, nonZh: 'spaced' });
  const fixed = knownWords(characters, lengths);
  const opens = new Set<number>();
  let at = 0;
  for (const length of lengths) {
    opens.add(at);
    at += length;
  }
  for (let index = 0; index < characters.length; index += 1) {
    const alone = opens.has(index) && (opens.has(index + 1) || index + 1 === characters.length);
    const name = fixed[index] === undefined || opens.has(index) ? surnameAt(characters, index, alone) : undefined;
    for (const [offset, reading] of (name ?? []).entries()) fixed[index + offset] = reading;
  }
  const found = characters.map((character, index) => {
    const given = own.get(index);
    if (given !== undefined) return given[0];
    const settled = fixed[index];
    if (settled !== undefined) return parseSyllable(settled);
    const reading = contextReading(characters, index) ?? special(characters, index, opens) ?? readings[index] ?? '';
    const syllable = parseSyllable(reading);
    const place = { opens: opens.has(index), closes: opens.has(index + 1) || index + 1 === characters.length };
    return syllable !== undefined && isNeutral(characters, index, place) ? { ...syllable, tone: 0 } : syllable;
  });
  for (let index = 1; index < characters.length; index += 1) {
    const [first, second] = [found[index - 1], found[index]];
    // 想想 xiángxiang: the light verb still raises the one before it, as if it had its third tone.
    const light = first?.tone === 3 && second?.tone === 0 && !own.has(index - 1);
    if (light && isTried(characters, index)) found[index - 1] = { ...first, tone: 2 };
  }
  // From the end: the tone of 不 in 不一样 follows from that of 一.
  for (let index = characters.length - 1; index >= 0; index -= 1) {
    const syllable = found[index];
    const known = fixed[index] !== undefined || own.has(index);
    if (syllable === undefined || known || !/[一不]/u.test(characters[index] ?? '')) continue;
    found[index] = { ...syllable, tone: toneOfYiBu(characters, index, found[index + 1]?.tone) };
  }
  return found;
}

/** What stands before 地 in words for places of three characters and more: 目的地, 根据地, 殖民地. */
const PLACES = /[的据在民源生住产集散祥籍营墓战耕湿绿草用属领空工基阵场盆腹陆高平园林田沙坡山水内外异胜圣禁名宝]/u;

/** 幺 of telephone numbers; 地 of manner, which stands behind its word (高兴地说, 不停地转) or a doubled one (慢慢地). */
function special(characters: readonly string[], index: number, opens: ReadonlySet<number>): string | undefined {
  if (characters[index] === '幺') return 'yao1';
  if (characters[index] !== '地' || index === 0 || index + 1 === characters.length || !opens.has(index + 1))
    return undefined;
  const before = characters[index - 1] ?? '';
  if (opens.has(index) || before === characters[index - 2]) return 'de0';
  const long = !opens.has(index - 1) && !PLACES.test(before);
  return long ? 'de0' : undefined;
}

/**
 * Readings of the words of `readings.ts`, the longest at each place: a run of whole segments or a part of one (理发 in
 * 理发店), never across the edge of a word (喜欢乐曲 holds no 欢乐).
 */
function knownWords(characters: readonly string[], lengths: readonly number[]): (string | undefined)[] {
  const fixed: (string | undefined)[] = Array.from({ length: characters.length });
  /** For each character, where its segment ends. */
  const ends: number[] = [];
  for (const length of lengths) for (let left = length; left > 0; left -= 1) ends.push(ends.length + left);
  for (let index = 0; index < characters.length;) {
    index += take(index) ?? 1;
  }
  return fixed;

  function take(index: number): number | undefined {
    const longest = LONGEST_READING.get(characters[index] ?? '');
    if (longest === undefined) return undefined;
    const edge = ends[index] ?? index;
    const opens = index === 0 || ends[index - 1] === index;
    for (let length = Math.min(longest, characters.length - index); length > 1; length -= 1) {
      const stop = index + length;
      // 清清楚楚 has its full tones: the word in its middle is not 清楚.
      const doubled = characters[index - 1] === characters[index] && characters[stop] === characters[stop - 1];
      const whole = !doubled && (stop <= edge || (opens && ends[stop - 1] === stop));
      const known = whole ? READINGS.get(characters.slice(index, stop).join('')) : undefined;
      if (known === undefined) continue;
      for (const [offset, reading] of known.entries()) fixed[index + offset] = reading;
      return length;
    }
    return undefined;
  }
}

function withRhotic(word: Word | undefined, end: number): Word {
  const syllables = word?.syllables ?? [];
  return {
    text: `${word?.text ?? ''}儿`,
    start: word?.start ?? 0,
    end,
    syllables: syllables.map((syllable, index) =>
      index === syllables.length - 1 ? { ...syllable, rhotic: true } : syllable,
    ),
  };
}

function isSuffix(characters: readonly string[], index: number): boolean {
  const before = characters[index - 1] ?? '';
  if (/[这那哪]/u.test(before)) return true;
  return !CHILD_AFTER.test(characters[index + 1] ?? '') && !CHILD_BEFORE.test(before);
}

/** Runs of number characters are one word: 二零二六 is said in one breath. */
function joinNumbers(words: readonly Word[], edges: ReadonlySet<number>): readonly Word[] {
  const joined: Word[] = [];
  let open = false;
  for (const word of words) {
    const number = NUMBER_WORD.test(word.text) && word.cuts === undefined;
    const last = joined.at(-1);
    const joins = number && open && !edges.has(word.start);
    if (joins && last !== undefined && last.syllables.length + word.syllables.length <= NUMBER_WORD_MAX) {
      joined[joined.length - 1] = {
        text: last.text + word.text,
        start: last.start,
        end: word.end,
        syllables: [...last.syllables, ...word.syllables],
      };
    } else {
      joined.push(word);
    }
    open = number;
  }
  return joined;
}
