import { compose } from '../hangul.js';

/**
 * English words in Hangul, after the rules for writing borrowed words (외래어 표기법, chapter 3.1), from the pronunciation in
 * ARPABET: `K AH0 M P Y UW1 T ER0` 컴퓨터. Vowels are written by their sound, so words that Korean writes by their letters come
 * out a little otherwise; those that matter stand in `latin-table.ts`.
 */
const VOWELS: Readonly<Record<string, string>> = {
  AA: 'ㅏ',
  AE: 'ㅐ',
  AH: 'ㅓ',
  AO: 'ㅗ',
  AW: 'ㅏㅜ',
  AY: 'ㅏㅣ',
  EH: 'ㅔ',
  ER: 'ㅓ',
  EY: 'ㅔㅣ',
  IH: 'ㅣ',
  IY: 'ㅣ',
  OW: 'ㅗ',
  OY: 'ㅗㅣ',
  UH: 'ㅜ',
  UW: 'ㅜ',
};
const ONSETS: Readonly<Record<string, string>> = {
  P: 'ㅍ',
  B: 'ㅂ',
  T: 'ㅌ',
  D: 'ㄷ',
  K: 'ㅋ',
  G: 'ㄱ',
  CH: 'ㅊ',
  JH: 'ㅈ',
  F: 'ㅍ',
  V: 'ㅂ',
  TH: 'ㅅ',
  DH: 'ㄷ',
  S: 'ㅅ',
  Z: 'ㅈ',
  SH: 'ㅅ',
  ZH: 'ㅈ',
  HH: 'ㅎ',
  M: 'ㅁ',
  N: 'ㄴ',
  L: 'ㄹ',
  R: 'ㄹ',
};
/** Written as a coda behind a vowel; voiceless stops only behind a short one. */
const CODAS: Readonly<Record<string, string>> = { M: 'ㅁ', N: 'ㄴ', NG: 'ㅇ', L: 'ㄹ' };
const STOPS: Readonly<Record<string, string>> = { P: 'ㅂ', T: 'ㅅ', K: 'ㄱ' };
const SHORT = /^(?:AA|AE|AH|EH|IH|UH|AO)/u;
const IOTIZED: Readonly<Record<string, string>> = {
  ㅏ: 'ㅑ',
  ㅐ: 'ㅒ',
  ㅓ: 'ㅕ',
  ㅔ: 'ㅖ',
  ㅗ: 'ㅛ',
  ㅜ: 'ㅠ',
  ㅣ: 'ㅣ',
};
const ROUNDED: Readonly<Record<string, string>> = {
  ㅏ: 'ㅘ',
  ㅐ: 'ㅙ',
  ㅓ: 'ㅝ',
  ㅔ: 'ㅞ',
  ㅗ: 'ㅝ',
  ㅜ: 'ㅜ',
  ㅣ: 'ㅟ',
};

/** @param arpabet sounds separated by spaces, stress digits allowed */
export function transliterate(arpabet: string): string {
  const sounds = arpabet.split(' ').map((sound) => sound.replace(/\d$/u, ''));
  const out: { onset: string; vowel: string; coda: string }[] = [];
  const isVowel = (sound: string | undefined) => sound !== undefined && VOWELS[sound] !== undefined;
  let onset = '';
  let glide = '';
  for (const [at, sound] of sounds.entries()) {
    const [before, next] = [sounds[at - 1], sounds[at + 1]];
    const vowel = VOWELS[sound];
    if (vowel !== undefined) {
      const first = vowel.charAt(0);
      const written = glide === 'Y' ? (IOTIZED[first] ?? first) : glide === 'W' ? (ROUNDED[first] ?? first) : first;
      out.push({ onset: onset === '' ? 'ㅇ' : onset, vowel: written, coda: '' });
      if (vowel.length > 1) out.push({ onset: 'ㅇ', vowel: vowel.charAt(1), coda: '' });
      onset = '';
      glide = '';
      continue;
    }
    const last = out.at(-1);
    const open = isVowel(before) && last !== undefined && last.coda === '';
    if (sound === 'Y' || sound === 'W') {
      if (onset !== '' && sound === 'W') {
        out.push({ onset, vowel: 'ㅡ', coda: '' });
        onset = '';
      }
      glide = sound;
      continue;
    }
    if (sound === 'R' && !isVowel(next)) continue;
    if (isVowel(next) || next === 'Y' || next === 'W') {
      // Between vowels l is written twice: 칼라.
      if (sound === 'L' && last !== undefined && last.coda === '' && at > 0) last.coda = 'ㄹ';
      if (sound === 'NG' && open) last.coda = 'ㅇ';
      onset = ONSETS[sound] ?? '';
      if (sound === 'SH') glide = glide === '' ? 'Y' : glide;
      continue;
    }
    const coda = CODAS[sound];
    if (coda !== undefined && last !== undefined && last.coda === '') {
      last.coda = coda;
      continue;
    }
    const stop = STOPS[sound];
    if (stop !== undefined && open && SHORT.test(before ?? '') && !/^[LRMN]$/u.test(next ?? '')) {
      last.coda = stop;
      continue;
    }
    const written = ONSETS[sound] ?? '';
    if (written !== '') out.push({ onset: written, vowel: /^(?:CH|JH|SH|ZH)$/u.test(sound) ? 'ㅣ' : 'ㅡ', coda: '' });
  }
  return out.map(compose).join('');
}
