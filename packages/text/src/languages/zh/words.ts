import { pinyin } from 'pinyin-pro';
import { READINGS } from './readings.js';
import { simplify } from './traditional.js';
import { parseSyllable, type Syllable } from './syllable.js';

/**
 * Words of a stretch of Han characters with their syllables. pinyin-pro reads the whole stretch, which settles most
 * characters of several readings and the tones of 一 and 不; word boundaries come from the Unicode dictionaries; what
 * neither knows (particles, neutral tones, 儿) is settled here.
 */
export interface Word {
  readonly text: string;
  /** Where it stands in the stretch, UTF-16. */
  readonly start: number;
  readonly end: number;
  readonly syllables: readonly Syllable[];
}

/** Boundaries of Chinese words. */
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const DIGIT = /[零一二三四五六七八九两幺]/u;
const NUMBER_WORD = /^[零一二三四五六七八九十百千万亿两幺点]+$/u;
/** Longer numbers fall into several words, as they do in speech. */
const NUMBER_WORD_MAX = 5;
/** 得 is dé, to obtain, behind these. */
const OBTAIN_BEFORE = /[获獲取赢贏博难難所心求夺奪测測应應不分]/u;
/** A number of more than a person, a country or a thing stands behind 为, to be. */
const BE_BEFORE = /^(?:[零二两三四五六七八九十百负](?![个位名国只群些种代])|一[百千万点比十])/u;
/** 儿 is a syllable of its own in these. */
const CHILD_AFTER = /[子童科女媳歌孙戏]/u;
const CHILD_BEFORE = /[女婴幼少胎孤男健宠生育小托]/u;

/** Whether a character has a reading at all. */
export function isReadable(character: string): boolean {
  if (/[〇々〻]/u.test(character)) return true;
  if (!/\p{Script=Han}/u.test(character)) return false;
  return parseSyllable(pinyin(simplify(character), { toneType: 'num', nonZh: 'spaced' })) !== undefined;
}

export function wordsOf(source: string): readonly Word[] {
  const han = simplify(source);
  const characters = [...han];
  // `surname` and other modes stay off: they misread ordinary text.
  const readings = pinyin(han, { type: 'array', toneType: 'num', toneSandhi: true, nonZh: 'spaced' });
  const words: Word[] = [];
  // A simplified twin may be shorter in UTF-16 than the character that is written.
  const lengths = Array.from(source, ({ length }) => length);
  let at = 0;
  let end = 0;
  for (const { segment } of segmenter.segment(han)) {
    const length = [...segment].length;
    const start = end;
    for (let index = at; index < at + length; index += 1) end += lengths[index] ?? 0;
    const known = READINGS.get(segment);
    const syllables: Syllable[] = [];
    for (let index = at; index < at + length; index += 1) {
      const reading = known?.[index - at] ?? particle(characters, index, index - at, length) ?? readings[index] ?? '';
      const syllable = parseSyllable(reading);
      const last = syllables.at(-1) ?? words.at(-1)?.syllables.at(-1);
      if (syllable === undefined) continue;
      if (characters[index] === '儿' && last !== undefined && isSuffix(characters, index)) {
        if (syllables.length > 0) syllables[syllables.length - 1] = { ...last, rhotic: true };
        else words.push(withRhotic(words.pop(), end));
        continue;
      }
      syllables.push(syllable);
    }
    if (syllables.length > 0) words.push({ text: segment, start, end, syllables });
    at += length;
  }
  return joinNumbers(words);
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
  return !CHILD_AFTER.test(characters[index + 1] ?? '') && !CHILD_BEFORE.test(characters[index - 1] ?? '');
}

/** Readings that follow from the characters beside, for characters that form a word alone or a number. */
function particle(
  characters: readonly string[],
  index: number,
  position: number,
  wordLength: number,
): string | undefined {
  const character = characters[index] ?? '';
  const before = characters[index - 1] ?? '';
  const after = characters[index + 1] ?? '';
  if (character === '幺') return 'yao1';
  if (character === '还' && /[钱书债款贷]/u.test(after)) return 'huan2';
  // 看著, 笑著: Taiwan writes the particle 着 so; 著名 and 名著 are the other word.
  if (character === '著' && before !== '') {
    return /[显顯名原土论論巨专專编編]/u.test(before) || /[名作称稱]/u.test(after) ? undefined : 'zhe0';
  }
  // 为 is to be before a number (气温为五度), for before a counted noun (为一个人).
  if (character === '为' && before !== '因' && BE_BEFORE.test(characters.slice(index + 1, index + 3).join(''))) {
    return 'wei2';
  }
  if (character === '一') {
    // Inside a number 一 keeps its tone, and so does the first month, floor or day: 二十一, 三点一四, 一月, 一楼, 一单元.
    if (DIGIT.test(before) || DIGIT.test(after) || /[点十]/u.test(before) || /[月楼号班级]/u.test(after)) return 'yi1';
    if (/^(?:比|单元|季度|年级|等[奖级])/u.test(characters.slice(index + 1, index + 3).join(''))) return 'yi1';
    return undefined;
  }
  if (before === '' || after === '') return undefined;
  const endsWord = position === wordLength - 1;
  if (character === '得' && endsWord && /\p{Script=Han}/u.test(after)) {
    if (wordLength === 1 && /[我你您他她它们就也都还总必]/u.test(before)) return 'dei3';
    return OBTAIN_BEFORE.test(before) || after === '了' ? undefined : 'de0';
  }
  if (character === '地' && endsWord) {
    // 慢慢地走, 高兴 地 说: the adverb is doubled, or a word of its own; 目的地 and 这块地 are neither.
    if (wordLength > 1) return wordLength > 2 && before === characters[index - 2] ? 'de0' : undefined;
    return /[很是上下里的了]/u.test(after) || /[块片土一]/u.test(before) ? undefined : 'de0';
  }
  return undefined;
}

/** Runs of number characters are one word: 二零二六 is said in one breath. */
function joinNumbers(words: readonly Word[]): readonly Word[] {
  const joined: Word[] = [];
  let open = false;
  for (const word of words) {
    const number = NUMBER_WORD.test(word.text);
    const last = joined.at(-1);
    if (number && open && last !== undefined && last.syllables.length + word.syllables.length <= NUMBER_WORD_MAX) {
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
