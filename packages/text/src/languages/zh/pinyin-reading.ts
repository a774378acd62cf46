import { thirdTones } from './sandhi.js';
import { parseSyllable, syllableIpa, type Syllable } from './syllable.js';

/**
 * Readings of Chinese in pinyin (`yínháng`, `yin2 hang2`, `xi1'an1`) and zhuyin (ㄧㄣˊ ㄏㄤˊ). Both write the tones of dictionaries, and
 * third tones in a row are said as in any text: `nǐ hǎo` as ní hǎo. 一 and 不 are said as written.
 */
const MARKED_TONES: Readonly<Record<string, string>> = {
  '\u0304': '1',
  '\u0301': '2',
  '\u030c': '3',
  '\u0306': '3',
  '\u0300': '4',
};
const MAX = 100;
/** The longest syllable, `zhuang`, with its tone and a final r. */
const LONGEST = 8;

/** IPA of a reading in pinyin; undefined when it is none, or has no tone at all: then it is as likely English. */
export function pinyinReading(reading: string): string | undefined {
  return soundOf(pinyinSyllables(reading));
}

/** Syllables of a reading in one of the notations above, tones as written; undefined when it is in none. */
export function readingSyllables(notation: string, reading: string): readonly Syllable[] | undefined {
  return notation === 'zhuyin' ? zhuyinSyllables(reading) : pinyinSyllables(reading);
}

function soundOf(syllables: readonly Syllable[] | undefined): string | undefined {
  if (syllables === undefined) return undefined;
  const words = thirdTones([{ text: '', start: 0, end: 0, syllables }]);
  return words.flatMap((word) => word.syllables.map(syllableIpa)).join('');
}

/** How many syllables, and so characters, a reading in pinyin is for; 0 when it is none. */
export function countPinyin(reading: string): number {
  return pinyinSyllables(reading)?.length ?? 0;
}

function pinyinSyllables(reading: string): readonly Syllable[] | undefined {
  if (reading.length > MAX) return undefined;
  const letters = reading
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/u\u0308|u:|v/gu, 'ü')
    .replaceAll('e\u0302', 'ê')
    .replaceAll(/[\u0300\u0301\u0304\u0306\u030c]/gu, (mark) => MARKED_TONES[mark] ?? '');
  if (!/[1-5]/u.test(letters)) return undefined;
  const syllables: Syllable[] = [];
  for (const chunk of letters.split(/[\s'’·-]+/u)) {
    if (chunk === '') continue;
    const parsed = syllablesOf(chunk, /[1-5]/u.test(reading), new Set());
    if (parsed === undefined) return undefined;
    // Interjections (ng, hm) are no part of a word: wong4 and ngan4 are jyutping.
    if (parsed.length > 1 && parsed.some(({ base }) => /^[mngh]+$/u.test(base))) return undefined;
    syllables.push(...parsed);
  }
  return syllables.length === 0 ? undefined : syllables;
}

/**
 * The syllables of letters written together, the longest first; one inside a word begins with a consonant.
 * @param typed whether tones are digits that were typed, which end their syllables (xi1an1 is no xia1n1)
 * @param dead lengths of rests that came to nothing, so that none is tried twice
 */
function syllablesOf(chunk: string, typed: boolean, dead: Set<number>): readonly Syllable[] | undefined {
  if (dead.has(chunk.length)) return undefined;
  for (let length = Math.min(LONGEST, chunk.length); length > 0; length -= 1) {
    const written = chunk.slice(0, length);
    const syllable = typed && /\d[^r]/u.test(written) ? undefined : syllableOf(written);
    if (syllable === undefined) continue;
    const rest = chunk.slice(length);
    if (rest === '') return [syllable];
    // Behind a tone in digits the next syllable may begin with anything.
    if (!/^[bpmfdtnlgkhjqxrzcsyw]/u.test(rest) && !/\d$/u.test(written)) continue;
    const others = syllablesOf(rest, typed, dead);
    if (others !== undefined) return [syllable, ...others];
  }
  dead.add(chunk.length);
  return undefined;
}

/** One syllable with its tone in it (`ha2ng`) or behind it (`hang2`); without one it is neutral. */
function syllableOf(written: string): Syllable | undefined {
  const tones = written.match(/[0-5]/gu) ?? [];
  if (tones.length > 1) return undefined;
  const tone = tones[0] ?? '0';
  const letters = written.replace(/[0-5]/u, '');
  const plain = parseSyllable(letters + tone);
  if (plain !== undefined) return plain;
  const root = letters.endsWith('r') ? parseSyllable(letters.slice(0, -1) + tone) : undefined;
  return root === undefined ? undefined : { ...root, rhotic: true };
}

const ZHUYIN = /[ㄅ-ㄩㄪ-ㄯ]+|[ˊˇˋ˙]|\s+/gu;
const INITIALS = pairs('ㄅb ㄆp ㄇm ㄈf ㄉd ㄊt ㄋn ㄌl ㄍg ㄎk ㄏh ㄐj ㄑq ㄒx ㄓzh ㄔch ㄕsh ㄖr ㄗz ㄘc ㄙs');
const FINALS = pairs(
  'ㄚa ㄛo ㄜe ㄝê ㄞai ㄟei ㄠao ㄡou ㄢan ㄣen ㄤang ㄥeng ㄦer ㄧi ㄨu ㄩü ㄧㄚia ㄧㄛio ㄧㄝie ㄧㄠiao ㄧㄡiou ㄧㄢian ㄧㄣin ' +
    'ㄧㄤiang ㄧㄥing ㄨㄚua ㄨㄛuo ㄨㄞuai ㄨㄟuei ㄨㄢuan ㄨㄣuen ㄨㄤuang ㄨㄥueng ㄩㄝüe ㄩㄢüan ㄩㄣün ㄩㄥiong',
);
const TONES: Readonly<Record<string, string>> = { ˊ: '2', ˇ: '3', ˋ: '4', '˙': '0' };

/** IPA of a reading in zhuyin; undefined when it is none. */
export function zhuyinReading(reading: string): string | undefined {
  return soundOf(zhuyinSyllables(reading));
}

function zhuyinSyllables(reading: string): readonly Syllable[] | undefined {
  if (reading.length > MAX || !/^[ㄅ-ㄯˊˇˋ˙ˉ\s]+$/u.test(reading)) return undefined;
  const syllables: Syllable[] = [];
  let neutral = false;
  let waiting: string | undefined;
  const close = (tone: string): boolean => {
    if (waiting === undefined) return true;
    const syllable = parseSyllable(waiting + tone);
    waiting = undefined;
    if (syllable !== undefined) syllables.push(syllable);
    return syllable !== undefined;
  };
  for (const [piece] of reading.replaceAll('ˉ', ' ').matchAll(ZHUYIN)) {
    const tone = TONES[piece];
    if (tone === '0' && waiting === undefined) neutral = true;
    else if (tone !== undefined) {
      if (!close(tone)) return undefined;
    } else if (piece.trim() === '') {
      if (!close(neutral ? '0' : '1')) return undefined;
    } else {
      if (!close(neutral ? '0' : '1')) return undefined;
      const spelled = spell(piece);
      if (spelled === undefined) return undefined;
      if (neutral) {
        waiting = spelled;
        if (!close('0')) return undefined;
        neutral = false;
      } else waiting = spelled;
    }
  }
  return close(neutral ? '0' : '1') && syllables.length > 0 ? syllables : undefined;
}

function spell(zhuyin: string): string | undefined {
  const initial = INITIALS.get(zhuyin.charAt(0)) ?? '';
  const rest = initial === '' ? zhuyin : zhuyin.slice(1);
  if (rest === '') return /^(?:zh|ch|sh|[rzcs])$/u.test(initial) ? `${initial}i` : undefined;
  const final = FINALS.get(rest);
  if (final === undefined) return undefined;
  if (final === 'ueng' && initial !== '') return `${initial}ong`;
  return initial + (/^[jqx]$/u.test(initial) ? final.replace('ü', 'u') : final);
}

function pairs(table: string): ReadonlyMap<string, string> {
  return new Map(
    table.split(' ').map((entry) => {
      const zhuyin = /^[ㄅ-ㄯ]+/u.exec(entry)?.[0] ?? '';
      return [zhuyin, entry.slice(zhuyin.length)] as const;
    }),
  );
}
