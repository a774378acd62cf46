import type { Morpheme } from '../room.js';

/** Forms of the copula and the like, which stand as words after a noun. */
const COPULA = new Set([
  'です',
  'でし',
  'でしょ',
  'だ',
  'だっ',
  'だろ',
  'で',
  'な',
  'なら',
  'らしい',
  'らしく',
  'らしかっ',
  'みたい',
  'じゃ',
  'ある',
  'あり',
  'あれ',
]);
/** Conjunctive endings that belong to the verb. */
const ENDINGS = new Set(['て', 'で', 'ちゃ', 'じゃ', 'ば', 'たり', 'だり', 'つつ']);
/** Contractions of て + いる, おく, しまう. */
const CONTRACTED = /^(?:て|で|とく|とい|どく|どい|ちゃ|じゃ)/u;

/**
 * Whether a morpheme continues the word before it. Words come out as misaki's training data has them: a verb with its
 * endings is one word, particles, copula and auxiliary verbs (て|いる) are words of their own.
 */
export function joins(previous: Morpheme | undefined, morpheme: Morpheme, kana: string): boolean {
  if (previous === undefined) return false;
  // No word begins with these sounds; the analyser cut too finely (すご|ー|い).
  if (/^[ーッンァィゥェォャュョ]/u.test(kana)) return true;
  const [kind, detail] = morpheme.pos;
  const before = previous.pos[0];
  if (before === '接頭詞' || bothKatakana(previous, morpheme)) return true;
  if (kind === '助動詞') {
    if (COPULA.has(morpheme.surface)) return false;
    return before === '動詞' || before === '助動詞' || before === '形容詞';
  }
  if (kind === '助詞') return detail === '接続助詞' && ENDINGS.has(morpheme.surface) && before !== '名詞';
  if (kind === '動詞') return detail === '接尾' || (detail === '非自立' && CONTRACTED.test(morpheme.surface));
  // Rain that is read as a word is one: 一日雨です.
  if (morpheme.surface === '雨' && kana === 'アメ') return false;
  return kind === '名詞' && detail === '接尾' && before === '名詞';
}

/** Katakana without a space or ・ between: a reading pinned by `normalise`, or a name the analyser cut by guess. */
function bothKatakana(previous: Morpheme, morpheme: Morpheme): boolean {
  return KATAKANA.test(previous.surface) && KATAKANA.test(morpheme.surface);
}
const KATAKANA = /^[ァ-ヶー]+$/u;
