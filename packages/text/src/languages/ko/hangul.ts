/** The parts of a Hangul syllable, as the Unicode standard orders them (chapter 3.12). */

export const ONSETS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
export const VOWELS = 'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ';
/** The first place is the empty coda. */
export const CODAS: readonly string[] = ['', ...'ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ'];

const FIRST = 0xac00;
const LAST = 0xd7a3;

/** A syllable by its letters; `coda` is empty in an open one, `onset` is ㅇ where it begins with its vowel. */
export interface Syllable {
  onset: string;
  vowel: string;
  coda: string;
}

/** Undefined for what is no precomposed syllable. */
export function decompose(character: string): Syllable | undefined {
  const code = character.charCodeAt(0);
  if (!(code >= FIRST && code <= LAST)) return undefined;
  const index = code - FIRST;
  return {
    onset: ONSETS.charAt(Math.floor(index / 588)),
    vowel: VOWELS.charAt(Math.floor(index / 28) % 21),
    coda: CODAS[index % 28] ?? '',
  };
}

export function compose({ onset, vowel, coda }: Syllable): string {
  const index = (ONSETS.indexOf(onset) * 21 + VOWELS.indexOf(vowel)) * 28 + CODAS.indexOf(coda);
  return String.fromCharCode(FIRST + index);
}

/** The coda of the last syllable of a text: '' where it is open, undefined where the text does not end in Hangul. */
export function lastCoda(text: string): string | undefined {
  return decompose(text.slice(-1))?.coda;
}

export function isSyllable(character: string): boolean {
  const code = character.charCodeAt(0);
  return code >= FIRST && code <= LAST;
}
