import type { Language } from '@lector/contract';
import { countHangul, hangulReading, joinedHangulReading } from './ko/hangul-reading.js';
import { joinedKanaReading, kanaReading } from './ja/kana-reading.js';
import { countJyutping, jyutpingReading } from './yue/jyutping-reading.js';
import { countPinyin, pinyinReading, zhuyinReading } from './zh/pinyin-reading.js';

/**
 * Notations that a reading can be given in (ruby, `phoneme`, lexicons), one line each. They need no dictionary, so a wrong
 * reading is refused where it is submitted.
 */
export interface ReadingNotation {
  /** The language it writes. */
  readonly language: Language;
  /** IPA of a reading, words parted by single spaces; undefined when it is not in this notation. */
  readonly toIpa: (reading: string) => string | undefined;
  /**
   * IPA of a word that has something before or behind the part the reading is for, written in the same notation: 行《い》く;
   * undefined when that is written otherwise. Only for scripts that words are written in.
   */
  readonly joined?: (
    reading: string,
    around: { readonly before: string; readonly after: string },
  ) => string | undefined;
  /** Of a notation with one syllable for each character: how many a reading has, 0 when it is none. */
  readonly count?: (reading: string) => number;
}

const SYSTEMS = {
  kana: { language: 'ja', toIpa: kanaReading, joined: joinedKanaReading },
  pinyin: { language: 'zh', toIpa: pinyinReading, count: countPinyin },
  zhuyin: { language: 'zh', toIpa: zhuyinReading },
  // Behind pinyin: what can be both is Mandarin, and `x-jyutping` says that it is not.
  jyutping: { language: 'yue', toIpa: jyutpingReading, count: countJyutping },
  hangul: { language: 'ko', toIpa: hangulReading, joined: joinedHangulReading, count: countHangul },
} as const satisfies Record<string, ReadingNotation>;

export type ReadingSystem = keyof typeof SYSTEMS;
export const READING_SYSTEMS: Readonly<Record<ReadingSystem, ReadingNotation>> = SYSTEMS;

/** The notation of a reading, by its letters alone; undefined when it is a gloss or anything else. */
export function notationOf(reading: string): ReadingSystem | undefined {
  const systems = Object.keys(READING_SYSTEMS) as ReadingSystem[];
  return systems.find((system) => READING_SYSTEMS[system].toIpa(reading) !== undefined);
}
