import type { Dictionaries, Morpheme } from '../room.js';
import { onyomi } from './onyomi.js';

/**
 * Whether `kana` can be the reading of the Japanese word `word`, as in 漢字(かんじ): markup asks before it takes a bracket
 * for ruby. 私(わたし), 海(うみ) and 小鳥遊(たかなし) can; 東京(など), 彼(ひどい) and 値段(のみ) are remarks.
 *
 * What must hold: kana only, kanji in the word, a length the kanji can fill, and the word's own kana where they stand.
 * Then a reading that the dictionary has, or that begins or ends as one of its kanji does, is one; any other is one
 * unless the dictionary knows the kana as grammar (particle, adjective, adverb, ending), or the word as a common noun, beside
 * which the kana are another: 上司(やまだ). Katakana has to sound as the word does: 電車(バス) is a remark.
 *
 * @param inside whether kanji stand before the word
 */
export function isPlausibleReading(
  word: string,
  kana: string,
  analyse: Dictionaries['japanese']['analyse'],
  inside = false,
): boolean {
  const reading = katakana(kana);
  const characters = [...word];
  const kanji = characters.filter((character) => HAN.test(character));
  if (kanji.length === 0 || word.length > MAX_LENGTH || !/^[ァ-ヴー]+$/u.test(reading)) return false;
  if (!fits(characters, reading)) return false;
  if (readingOf(word, analyse) === reading) return true;
  if (!HAN.test(characters[0] ?? '') || !HAN.test(characters.at(-1) ?? '')) {
    // Kana around the kanji are told from a sentence by the dictionary; お and ご are put before any word.
    return /^[おご]\p{Script=Han}+$/u.test(word) && isPlausibleReading(word.slice(1), kana.slice(1), analyse);
  }
  if (word.includes('の')) return joinedByNo(word, kana.normalize('NFKC'), analyse);
  const own = kanji.map((character) => analyse(character)[0]?.reading ?? onyomi(character) ?? '');
  const others = kanji.length - 1;
  const [first = '', last = ''] = [own[0], own.at(-1)];
  const isKatakana = !/[ぁ-ゖ]/u.test(kana);
  if (isKatakana && !(begins(reading, first) && reading.endsWith(last))) return false;
  if (begins(reading, first) && reading.length - Math.min(first.length, 2) >= others) return true;
  // A word in front of the annotated one does not sound in its reading: 今日東京(とうきょう).
  for (let from = 1; from < characters.length; from += 1) {
    if (readingOf(characters.slice(from).join(''), analyse) === reading) return false;
  }
  if (last.length > 1 && reading.endsWith(last) && reading.length - last.length >= others) return true;
  // Without a sound in common the word is short or its reading fills it (向日葵 ひまわり).
  if (kanji.length > 2 && reading.length <= kanji.length) return false;
  if (SECOND_READINGS.has(`${word}(${kana})`)) return true;
  // The end of a word is no word: 上司(やまだ) is not 司(やまだ).
  if (isCommonNoun(word, analyse) || (inside && characters.length <= 2)) return false;
  const parts = analyse(kana);
  if (isFullName(word, analyse)) return reading.length > kanji.length && !parts.some(isStatement);
  if (parts.every(({ pos: [kind = ''] }) => INTERJECTIONS.has(kind))) return false;
  // A short sound is easily cut into something that is a particle too (じょ|う).
  return kanji.length === 1 && reading.length < MOST_EACH ? !parts.every(isRemark) : !parts.some(isRemark);
}

/** 大谷翔平, 羽生結弦: a name and what a given name is made of. Nobody knows how those are said but who is told. */
function isFullName(word: string, analyse: Dictionaries['japanese']['analyse']): boolean {
  const [family, ...given] = analyse(word);
  const isName = ({ surface, pos: [kind, sort = ''] }: Morpheme): boolean =>
    kind === '名詞' && (sort.startsWith('固有') || surface.length === 1);
  return family?.pos[1]?.startsWith('固有') === true && given.length > 0 && given.every(isName);
}

const COPULAS = new Set(['だ', 'です', 'だっ', 'でし', 'ます']);

/** 山田太郎(かっこいいひと): the kana of names are cut into particles (おおた|に), but say nothing of anybody. */
function isStatement({ surface, pos: [kind = ''] }: Morpheme): boolean {
  return kind === '形容詞' || kind === '副詞' || COPULAS.has(surface);
}

/** Common nouns that are often given the sound of another word, or that are written like another. */
const SECOND_READINGS = new Set(
  (
    '宇宙(そら) 運命(さだめ) 理由(わけ) 時代(とき) 瞬間(とき) 故郷(ふるさと) 女性(ひと) 男性(ひと) 生命(いのち) 身体(からだ) ' +
    '永遠(とわ) 地球(ほし) 明日(あす) 明日(あした) 今日(きょう) 昨日(きのう) 昨夜(ゆうべ) 紅葉(もみじ) 何時(いつ) 本気(まじ) ' +
    '今日(こんにち) 仮名(かな) 下手(しもて) 下手(したて) 上手(かみて) 上手(うわて) 大人気(おとなげ) 人気(ひとけ) 明後日(あさって) 一昨日(おととい) 今朝(けさ) 生物(なまもの) ' +
    '見物(みもの) 色紙(いろがみ) 年月(としつき) 最中(もなか) 十八番(おはこ) 梅雨(つゆ) 風車(かざぐるま) 寒気(さむけ) 草原(くさはら) 大家(おおや) 大事(おおごと) 気質(かたぎ)'
  ).split(' '),
);

/** 上司, 次期社長: words that nobody needs to be told how to read; of single kanji names are made, too (小鳥遊). */
function isCommonNoun(word: string, analyse: Dictionaries['japanese']['analyse']): boolean {
  const parts = analyse(word);
  return (
    parts.every(({ pos: [kind, sort = ''] }) => kind === '名詞' && !sort.startsWith('固有')) &&
    parts.some(({ surface, reading }) => surface.length > 1 && reading !== undefined)
  );
}

/** 鬼滅の刃(きめつのやいば): two words with の between, each with its reading. */
function joinedByNo(word: string, reading: string, analyse: Dictionaries['japanese']['analyse']): boolean {
  const [first = '', second = '', ...more] = word.split('の');
  if (first === '' || second === '' || more.length > 0) return false;
  return [...reading.matchAll(/[のノ]/gu)].some(
    ({ index }) =>
      isPlausibleReading(first, reading.slice(0, index), analyse) &&
      isPlausibleReading(second, reading.slice(index + 1), analyse),
  );
}

/** Katakana reading of a word as the dictionary has it. */
function readingOf(word: string, analyse: Dictionaries['japanese']['analyse']): string {
  return analyse(word)
    .map((morpheme) => morpheme.reading ?? morpheme.surface)
    .join('');
}

const HAN = /[\p{Script=Han}々〆ヶ]/u;
/** Longer than any word; keeps the pattern below small. */
const MAX_LENGTH = 24;
/** Sounds one kanji has at most (志 ココロザシ, 詔 ミコトノリ), and in a longer word on average. */
const MOST_ALONE = 6;
const MOST_EACH = 4;
const GRAMMAR = new Set(['助詞', '助動詞', '副詞', '接続詞', '連体詞']);
const INTERJECTIONS = new Set(['感動詞', 'フィラー']);

/** Words of a sentence. The stem of a verb may be a noun (さだめ, きらめき), its other forms are not. */
function isRemark({ surface, pos: [kind = ''] }: Morpheme): boolean {
  if (kind === '動詞') return /[うくぐすつぬぶむるたてっ]$/u.test(surface);
  return GRAMMAR.has(kind) || (kind === '形容詞' && /[いくかけ]$/u.test(surface));
}

function katakana(kana: string): string {
  return kana.normalize('NFKC').replaceAll(/[ぁ-ゖ]/gu, (one) => String.fromCharCode(one.charCodeAt(0) + 0x60));
}

/** The word's own kana stand in the reading in their order, with sound for each run of kanji between them. */
function fits(characters: readonly string[], reading: string): boolean {
  let at = 0;
  let run = 0;
  let most = 0;
  for (const character of characters) {
    if (HAN.test(character)) {
      run += 1;
      continue;
    }
    // From the earliest place that leaves a sound to each kanji; a later one would only leave more.
    const place = reading.indexOf(katakana(character), at + run);
    if (place < 0 || (run === 0 && place !== at)) return false;
    at = place + 1;
    most += limit(run);
    run = 0;
  }
  const left = reading.length - at;
  most += limit(run) + characters.length;
  return (run === 0 ? left === 0 : left >= run) && reading.length <= most;
}

const limit = (run: number) => (run === 1 ? MOST_ALONE : run * MOST_EACH);

/** The first two sounds, voiced or not (人 ジン begins ジンジャ, and 小 コ ゴ); one sound of one. */
function begins(reading: string, own: string): boolean {
  const plain = (text: string) =>
    text
      .normalize('NFD')
      .replaceAll(/[\u3099\u309A]/gu, '')
      .slice(0, 2);
  return own !== '' && plain(reading).startsWith(plain(own));
}
