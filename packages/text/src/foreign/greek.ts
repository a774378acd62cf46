import type { Stretch } from '../stretch.js';
import { capitalised } from './capitals.js';

/**
 * Greek in Latin letters: modern Greek as its passports have it (ELOT 743, χ as kh), and ancient Greek, told by its breathings and
 * circumflexes, as editions of classical texts write it (λόγος logos, ἀρχή arkhe).
 */

const letters = (list: string): ReadonlyMap<string, string> =>
  new Map(
    list.split(' ').map((pair) => {
      const [written = '', latin = ''] = pair.split('=');
      return [written, latin] as const;
    }),
  );

const MODERN = letters(
  'α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=kh ψ=ps ω=o ' +
    'ου=ou αι=ai ει=ei οι=oi υι=yi γγ=ng γξ=nx γχ=nkh μπ=mp ντ=nt τζ=tz ϊ=i ϋ=y',
);
const ANCIENT = letters('β=b η=e φ=ph ευ=eu αυ=au ηυ=eu γκ=nk');
/** At the head of a word these are one sound. */
const INITIAL = letters('μπ=b ντ=d γκ=g');

const UPSILON = /^[αεη]υ$/u;
/** Before these, ευ is ef: ευχαριστώ. */
const UNVOICED = /[θκξπσςτφχψ]/u;

/** Breathings, circumflex, grave accent, iota below: nothing that is written since 1982. */
const POLYTONIC = /[\u0300\u0313\u0314\u0342\u0345]/u;
const DIAERESIS = /(?<=\p{L}\p{M}*)\u0308/u;

/** Longest sign of several letters: αβγ. */
const SIGN_LETTERS = 3;
/** Letters without accents, as formulas have them. */
const PLAIN = /^[Α-Ωα-ωϐϑϕϖϰϱϵ\u2126]+$/u;
/** Greek words parted by nothing but white space: one quotation. */
const QUOTATION = /(?:\p{Script=Greek}\p{M}*)+(?:\s+(?:\p{Script=Greek}\p{M}*)+)*/gu;
const WORD = /(?:\p{Script=Greek}\p{M}*)+/gu;

/** The Greek of a text that is no word: letters of formulas, read by their names (α, Δ, αβγ). In order. Linear. */
export function greekSigns(text: string): readonly Stretch[] {
  const signs: Stretch[] = [];
  for (const { 0: quotation, index } of text.matchAll(QUOTATION)) {
    const words = Array.from(quotation.matchAll(WORD));
    if (!words.every(([word]) => word.length <= SIGN_LETTERS && PLAIN.test(word))) continue;
    for (const word of words) {
      const start = index + word.index;
      signs.push({ start, end: start + word[0].length });
    }
  }
  return signs;
}

/** A Greek word in Latin letters; undefined for one with a letter nobody here knows. */
export function writeGreek(word: string): string | undefined {
  const decomposed = word.toLowerCase().normalize('NFKD');
  const table = POLYTONIC.test(decomposed) ? ANCIENT : undefined;
  const ancient = table !== undefined;
  const units = unitsOf(decomposed);
  let written = ancient && /^\p{L}?\p{L}\p{M}*\u0314/u.test(decomposed) && !decomposed.startsWith('ρ') ? 'h' : '';
  for (let at = 0; at < units.length;) {
    const pair = `${units[at] ?? ''}${units[at + 1] ?? ''}`;
    const found =
      (at === 0 && !ancient ? INITIAL.get(pair) : undefined) ??
      table?.get(pair) ??
      diphthong(pair, units[at + 2] ?? '') ??
      MODERN.get(pair);
    if (units[at + 1] !== undefined && found !== undefined) {
      written += found;
      at += 2;
      continue;
    }
    const letter = units[at] ?? '';
    const latin = table?.get(letter) ?? MODERN.get(letter);
    if (latin === undefined) return undefined;
    written += latin;
    at += 1;
  }
  // English would read the letter as its own word.
  return capitalised(written === 'i' ? 'ee' : written, word);
}

/** Letters without their accents; a diaeresis keeps its letter apart from the one before. */
function unitsOf(decomposed: string): readonly string[] {
  return Array.from(decomposed.matchAll(/(\p{L})(\p{M}*)/gu), ([unit, letter = '']) =>
    DIAERESIS.test(unit) ? `${letter}\u0308`.normalize('NFC') : letter,
  );
}

function diphthong(pair: string, next: string): string | undefined {
  if (!UPSILON.test(pair)) return undefined;
  const vowel = MODERN.get(pair.charAt(0)) ?? '';
  return vowel + (next === '' || UNVOICED.test(next) ? 'f' : 'v');
}
