import type { Reading } from './readings.js';

/**
 * Faces drawn with signs — (^^), m(_ _)m, (´・ω・`) — are silent: their letters are eyes and hands. A word in brackets
 * that stands for one, (笑), is said, and so is the run of w that laughs in chats.
 */
export function readEmoticons(text: string): readonly Reading[] {
  const readings: Reading[] = [];
  for (const { 0: found, index, groups } of text.matchAll(FOUND)) {
    const end = index + found.length;
    if (groups?.['word'] !== undefined) {
      readings.push({ start: index, end, spoken: ` ${WORDS[groups['word']] ?? ''} `, rule: 'laugh' });
    } else if (groups?.['laugh'] !== undefined) {
      readings.push({ start: index, end, spoken: ' ワラ ', rule: 'laugh' });
    } else if (isFace(found)) {
      readings.push({ start: index, end, spoken: '', rule: 'emoticon' });
    }
  }
  return readings;
}

const WORDS: Readonly<Record<string, string>> = {
  笑: 'ワライ',
  爆笑: 'バクショウ',
  泣: 'ナキ',
  汗: 'アセ',
  怒: 'イカリ',
  涙: 'ナミダ',
  爆: 'バク',
  苦笑: 'クショウ',
};

/** Signs faces are made of; letters only in the company of signs. */
const SIGNS =
  '\\^_;´`・=<>≧≦▽∇△□゜°¯￣＿*~〜+\'"\\-:|○●◎◕¬\u0300\u0301\u0304\u0308\u3099\u309A ／/＼\\\\.,!?#@&$%★☆♪♡♥…｡o';
const LETTERS = 'TωДoOxXuUvVnQqσ∀εздДσςノヾツ艸皿益口人ーロ。；;∩';
const FACE = `[mо0oヽヾ＼\\\\٩]?\\((?:[${SIGNS}${LETTERS}]{2,12})\\)[mوノ٩۶bvoゝシ]{0,2}[;^]{0,2}`;
const WORD = `\\((?<word>${Object.keys(WORDS).join('|')})\\)`;
const LAUGH = '(?<=[ぁ-ゖァ-ヶー\\p{Script=Han}!?。、…])(?<laugh>w{1,50})(?=$|[\\s!?。、.,」』)…]|[^\\p{L}\\p{N}])';
const FOUND = new RegExp(`${WORD}|${FACE}|${LAUGH}`, 'gu');

/** Two or more of the signs that make eyes, mouths and cheeks. */
function isFace(found: string): boolean {
  return (found.match(/[\^_;´`・=<>≧≦▽∇゜°¯￣＿*~Tω∀ДεQ;]/gu) ?? []).length >= 2;
}
