import type { Dictionaries, LanguageRoom } from '../room.js';
import { doubtsIn } from './doubts.js';
import { EMOJI_NAMES } from './emoji-names.js';
import { joinParticles } from './joined-ipa.js';
import { normalise } from './normalise/normalise.js';
import { pronouncedHangul, toIpa } from './pronounce/to-ipa.js';

/**
 * Korean (Seoul standard).
 *
 * `normalise` writes numbers, signs, hanja and Latin letters out in Hangul as it is spelled; `toIpa` applies the standard
 * pronunciation rules (표준 발음법): first what depends on the word (tables and rules of `pronounce/respell.ts`), then what depends on
 * the letters alone (`phonology.ts`), inside words and across spaces where words are said in one breath.
 *
 * Latin words are English spans, but for initials that touch a word (`AI가`, `5G를`; `reading/initials.ts`): those come here, are
 * spelled in Hangul (에이아이가, 파이브지를) and are one word with their particle, whose form the writer chose for that reading.
 *
 * IPA (broad):
 * - vowels a ɛ ʌ e o u ɯ i, glides j and w (`wi` 위, `we` 외 and 웨), ɰi 의; no length, no pitch;
 * - onsets k t p tɕ s h m n ɾ, aspirated kʰ tʰ pʰ tɕʰ, tense k͈ t͈ p͈ t͈ɕ s͈; ɡ d b dʑ for lax stops between voiced sounds of a word;
 *   ɕ before i and j; l for ㄹ behind ㄹ;
 * - codas k̚ t̚ p̚ m n ŋ l.
 * A word is what stands between spaces (eojeol): a noun with its particles, a verb with its endings.
 */
export function createKoRoom({ english }: Pick<Dictionaries, 'english'>): LanguageRoom {
  return {
    language: 'ko',
    normalise: (source) => normalise(source, english),
    toIpa,
    joinIpa: joinParticles,
    doubts: (source) => doubtsIn(normalise(source, english)),
    emojiNames: EMOJI_NAMES,
  };
}

/** What the room reads a source as, in Hangul as pronounced: the middle stage, for tables of readings. */
export function readHangul(source: string, { english }: Pick<Dictionaries, 'english'>): string {
  const spoken = normalise(source, english).map((token) => token.spoken);
  return pronouncedHangul(spoken.join('').replace(/\s+/gu, ' ').trim());
}
