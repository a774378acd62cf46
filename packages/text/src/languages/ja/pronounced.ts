import type { Morpheme } from '../room.js';
import { spelled } from './letters.js';
import { kanjiNumber } from './kanji-numbers.js';
import { homograph } from './homographs.js';
import { integer, text as numeralKana } from './numbers.js';

/**
 * A morpheme as it sounds, in katakana. IPADIC's pronunciation field already has the particles (は ワ, へ エ) and most
 * long vowels; what it leaves is done here: えい is a long e in Sino-Japanese words, adjectives end in a long i,
 * 言う is ゆう. Empty for what has no sound.
 */
export function pronounced(morphemes: readonly Morpheme[], at: number): string {
  const morpheme = morphemes[at];
  if (morpheme === undefined) return '';
  const { surface, pronunciation, pos } = morpheme;
  if (pronunciation === undefined || !/^[ァ-ヶー]+$/u.test(pronunciation)) return written(surface);
  const context = byContext(morphemes, at);
  if (context !== undefined) return context;
  const kana = pronunciation.replaceAll('ヲ', 'オ');
  if (pos[0] === '動詞') return kana === 'イウ' ? 'ユー' : kana.replace(/(?<=[エケセテネヘメレ])イ(?=[ジズゼ])/u, 'ー');
  if (pos[0] === '形容詞') return kana.length > 2 ? kana.replace(/(?<=[イキシチニヒミリギジビ])イ$/u, 'ー') : kana;
  if (pos[0] === '助動詞') return surface === 'う' ? 'ー' : kana;
  // In borrowed words エイ is two vowels (ペイント); in 毛糸 and 受け入れ two words meet.
  if (/^[ァ-ヶー]+$/u.test(surface)) return kana;
  return kana.replace(/トユウ$/u, 'トユー').replaceAll(SEAM.test(surface) ? LONG_E_BEFORE_SEAM : LONG_E, 'ー');
}

const LONG_E = /(?<=[エケセテネヘメレゲゼデベペ])イ/gu;
/** Characters read いり いと いた いき いっ …: in a word that has one, an い before such a sound is its own. */
const SEAM = /[入糸息板犬池一色椅居岩石]/u;
const LONG_E_BEFORE_SEAM = /(?<=[エケセテネヘメレゲゼデベペ])イ(?![ットキリレタヌケロスワシ])/gu;

/** Words without an entry: kana as written, letters by name, digits as numbers. */
function written(surface: string): string {
  if (/^[\p{Script=Latin}\p{Script=Greek}]+$/u.test(surface)) return spelled(surface);
  // The analyser gives a very long run of numerals as one unknown word.
  const numeral = kanjiNumber(surface);
  if (numeral !== undefined) return lengthened(numeralKana(numeral));
  if (/^\d+$/u.test(surface)) return lengthened(numeralKana(integer(surface)));
  const katakana = surface.replaceAll(/[ぁ-ゖ]/gu, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));
  const kana = katakana.replaceAll(/[^ァ-ヺー]/gu, '');
  return lengthened(/[ぁ-ゖ]/u.test(surface) ? kana.replaceAll(LONG_E, 'ー') : kana);
}

const O_ROW = 'オコソトノホモヨロゴゾドボポョォ';
const U_ROW = 'ウクスツヌフムユルグズヅブプュゥ';
const LONG = new RegExp(`(?<=[${O_ROW}${U_ROW}])ウ`, 'gu');

/** おう and うう are long vowels in what is written as it sounds (ジュウ, トウキョウ). */
export function lengthened(kana: string): string {
  return kana.replaceAll(LONG, 'ー');
}

const MINUTES = /^(?:ほど|くらい|ぐらい|程度|後|前|間|おき|ごと|以[内上])/u;
const WEATHER = /[雨雪雹霰霙露霜]/u;

/** Homographs the analyser settles without looking around. */
function byContext(morphemes: readonly Morpheme[], at: number): string | undefined {
  const { surface = '', pronunciation = '', pos: [, detail] = [] } = morphemes[at] ?? {};
  const known = homograph(morphemes, at);
  if (known !== undefined) return known;
  const after = morphemes[at + 1]?.surface ?? '';
  if (surface === '行っ') return isPerformed(morphemes, at) ? 'オコナッ' : 'イッ';
  // 日本 is にほん unless it is shouted.
  if (surface.startsWith('日本') && pronunciation.startsWith('ニッポン'))
    return pronunciation.replace('ニッポン', 'ニホン');
  // A house of a name or a rank is ケ; who makes something his trade is カ.
  if (surface === '家' && detail === '接尾' && isHouse(morphemes[at - 1])) return 'ケ';
  if (surface.startsWith('抱') && pronunciation.startsWith('イダ')) return pronunciation.slice(1);
  // 十分 as a length of time.
  if (surface === '十分' && MINUTES.test(after)) return 'ジュップン';
  // 雨が降りそう: ふり; 駅で降り: おり.
  if (pronunciation.startsWith('オリ') && surface.startsWith('降り')) {
    const near = morphemes.slice(Math.max(0, at - 3), at).some((one) => WEATHER.test(one.surface));
    return near ? `フリ${pronunciation.slice(2)}` : undefined;
  }
  return undefined;
}

/** Journeys one goes on, in words that also take する. */
const OUTINGS = /^(?:旅行|買い物|買物|散歩|出張|釣り|留学|見学|仕事|食事|デート|花見|登山|観光|応援|挨拶|お?見舞い)$/u;

/** 行った: おこなった with an object nearby, else いった. 本を買いに行った goes somewhere all the same. */
function isPerformed(morphemes: readonly Morpheme[], at: number): boolean {
  const before = morphemes[at - 1];
  if (before === undefined) return false;
  if (before.surface === 'を' || before.surface === 'も') return before.surface === 'を';
  if (before.pos[1] === 'サ変接続') return !OUTINGS.test(before.surface);
  if (/^[へまで]/u.test(before.surface) || before.surface === 'て') return false;
  // 丁寧に is how, 買いに and 東京に are where to.
  const kind = morphemes[at - 2]?.pos ?? [];
  if (before.surface === 'に' && kind[1] !== '形容動詞語幹' && kind[0] !== '副詞') return false;
  for (let index = at - 1; index >= Math.max(0, at - OBJECT_WITHIN); index -= 1) {
    const { surface, pos } = morphemes[index] ?? { surface: '', pos: [] };
    if (surface === 'を') return true;
    // 調査は去年行った: what is done stands as the topic.
    if (surface === 'は' && morphemes[index - 1]?.pos[1] === 'サ変接続')
      return !OUTINGS.test(morphemes[index - 1]?.surface ?? '');
    if (pos[0] === '動詞' || pos[0] === '記号') return false;
  }
  return false;
}
const OBJECT_WITHIN = 6;

function isHouse(before: Morpheme | undefined): boolean {
  if (before === undefined) return false;
  // A katakana word that the dictionary lacks is a name more often than a trade.
  if (before.pronunciation === undefined && /^[ァ-ヶー]+$/u.test(before.surface)) return true;
  if (before.pos[1] === '固有名詞') return before.pos[2] !== '組織' || /^[ァ-ヶー]+$/u.test(before.surface);
  return /(?:天皇|将軍|公爵|侯爵|伯爵|子爵|男爵|両|王|大名|宮|摂関|貴族|本|分)$/u.test(before.surface);
}
