import type { Dictionaries, LanguageRoom } from '../room.js';
import { doubtsIn } from './doubts.js';
import { EMOJI_NAMES } from './emoji-names.js';
import { normalise } from './normalise/normalise.js';
import { joinPossessive } from './possessive.js';
import { createPronouncer } from './pronounce.js';
import { sentenceIpa } from './to-ipa.js';

/**
 * English, as spoken in America. IPA alphabet: `p b t d k ɡ tʃ dʒ f v θ ð s z ʃ ʒ h m n ŋ l ɹ j w ɾ`, `i ɪ ɛ æ ɑ ɔ ʊ u ʌ ə ɐ
 * ᵻ ᵊ`, `eɪ aɪ ɔɪ aʊ oʊ`, `ɜɹ` stressed and `əɹ` unstressed; `ˈ ˌ` stand directly before the stressed vowel. `ɐ` is the
 * article a(n) and the weak am; `ᵻ` the vowel of -es, -ed, -est; `ᵊ` one that only makes the next l or n a syllable.
 *
 * Limits: heteronyms are told apart by closed classes, agreement and company, not by parsing (`They read it again` alone is
 * a present); names of foreign spelling follow English spelling unless a list, or the spelling of Chinese, Japanese or Korean, knows them.
 */
export function createEnRoom(dictionaries: Dictionaries): LanguageRoom {
  const pronounce = createPronouncer(dictionaries.english);
  return {
    language: 'en',
    normalise: (source) => normalise(source, dictionaries.english),
    toIpa: (spoken) => sentenceIpa(spoken, pronounce),
    joinIpa: joinPossessive,
    doubts: (source) => doubtsIn(source, dictionaries.english, pronounce),
    emojiNames: EMOJI_NAMES,
  };
}
