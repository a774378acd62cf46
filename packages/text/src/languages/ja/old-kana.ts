import type { Reading } from './readings.js';

/**
 * Spellings from before 1946 that are certain without a parse: verbs whose stem ended in the h row (言ふ, 思ひ, 笑はず) and
 * a few endings and adverbs (でせう, やうに). A は or へ behind any other kanji is the particle.
 */
export function readOldKana(text: string): readonly Reading[] {
  const readings: Reading[] = [];
  for (const match of text.matchAll(FOUND)) {
    const [whole] = match;
    const word = WORDS[whole];
    // Of a verb only the kana behind the kanji changes.
    const start = match.index + (word === undefined ? 1 : 0);
    const spoken = word ?? TODAY[whole.charAt(1)] ?? whole.slice(1);
    readings.push({ start, end: match.index + whole.length, spoken, rule: 'kana:old-form' });
  }
  return readings;
}

const WORDS: Readonly<Record<string, string>> = {
  てふてふ: 'チョウチョウ',
  でせう: 'でしょう',
  ませう: 'ましょう',
  だらう: 'だろう',
  けふは: '今日は',
  さうです: 'そうです',
  さうして: 'そうして',
  やうに: 'ように',
  やうな: 'ような',
  やうだ: 'ようだ',
  かういふ: 'こういう',
  さういふ: 'そういう',
  といふ: 'という',
  まゐり: 'まいり',
};

/** Kanji of verbs in -う that ended in -ふ. */
const VERBS = '言云思笑買習追洗迷払争違従養救吸縫酔漂奪囲扱伺這吠喰貰';
/** The same, but nouns too: 歌はない is a song that is missing. */
const NOUNS = '歌舞問願誘伴疑狂匂';
const TODAY: Readonly<Record<string, string>> = { は: 'わ', ひ: 'い', ふ: 'う', へ: 'え' };
const PATTERNS = [
  'だらう(?=[。、かがとけしね]|$)',
  ...Object.keys(WORDS).filter((word) => word !== 'だらう'),
  `[${VERBS}](?:は(?=[ずぬねなれせむ])|ひ(?=[てたまなしけき、。])|へ(?=[どばりるらた]))`,
  `[${VERBS}${NOUNS}]ふ(?![ぁ-ゖ]?[たり])`,
];
const FOUND = new RegExp(PATTERNS.join('|'), 'gu');
