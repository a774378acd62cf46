/**
 * Korean in the symbols of Kokoro, which has no voice for it: broad IPA as the languages it knows write it. Tense consonants are
 * doubled, which it has heard in Japanese and in Italian; that a coda is not released it cannot be told, and does by itself
 * before another consonant.
 *
 * @param letters Lector's IPA in NFD, affricates one letter each
 */
export function korean(letters: string): string {
  return (
    letters
      .replaceAll(UNRELEASED, '')
      // The affricate comes with the mark inside it: t͈ɕ.
      .replaceAll(`t${TENSE}ɕ`, 'ʨʨ')
      .replaceAll(new RegExp(`([ktpsɕʨ])${TENSE}`, 'gu'), '$1$1')
  );
}

const UNRELEASED = '\u031A';
const TENSE = '\u0348';
