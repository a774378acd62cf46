/**
 * One pinyin syllable in broad IPA. Initials and finals follow the description of Standard Chinese in Lin, The Sounds
 * of Chinese (2007), and Duanmu (2007): `ɻ̩` after zh ch sh r, `ɹ̩` after z c s, `ɛ` in ian and üan. Tones are Chao
 * letters after the whole syllable; the neutral tone has none.
 */

const INITIALS: Readonly<Record<string, string>> = {
  b: 'p',
  p: 'pʰ',
  m: 'm',
  f: 'f',
  d: 't',
  t: 'tʰ',
  n: 'n',
  l: 'l',
  g: 'k',
  k: 'kʰ',
  h: 'x',
  j: 'tɕ',
  q: 'tɕʰ',
  x: 'ɕ',
  zh: 'ʈʂ',
  ch: 'ʈʂʰ',
  sh: 'ʂ',
  r: 'ɻ',
  z: 'ts',
  c: 'tsʰ',
  s: 's',
};

const FINALS: Readonly<Record<string, string>> = {
  a: 'a',
  ai: 'ai',
  an: 'an',
  ang: 'aŋ',
  ao: 'au',
  e: 'ɤ',
  ei: 'ei',
  en: 'ən',
  eng: 'əŋ',
  er: 'ɚ',
  i: 'i',
  ia: 'ja',
  ian: 'jɛn',
  iang: 'jaŋ',
  iao: 'jau',
  ie: 'je',
  in: 'in',
  ing: 'iŋ',
  io: 'jɔ',
  iong: 'jʊŋ',
  iou: 'jou',
  iu: 'jou',
  o: 'wo',
  ong: 'ʊŋ',
  ou: 'ou',
  u: 'u',
  ua: 'wa',
  uai: 'wai',
  uan: 'wan',
  uang: 'waŋ',
  uei: 'wei',
  ui: 'wei',
  uen: 'wən',
  un: 'wən',
  ueng: 'wəŋ',
  uo: 'wo',
  ü: 'y',
  üe: 'ɥe',
  üan: 'ɥɛn',
  ün: 'yn',
  ê: 'ɛ',
};

/** Syllables without an initial that pinyin spells with y and w, and interjections. */
const WHOLE: Readonly<Record<string, string>> = {
  yi: 'i',
  ya: 'ja',
  ye: 'je',
  yao: 'jau',
  you: 'jou',
  yan: 'jɛn',
  yin: 'in',
  yang: 'jaŋ',
  ying: 'iŋ',
  yong: 'jʊŋ',
  yo: 'jɔ',
  yu: 'y',
  yue: 'ɥe',
  yuan: 'ɥɛn',
  yun: 'yn',
  wu: 'u',
  wa: 'wa',
  wo: 'wo',
  wai: 'wai',
  wei: 'wei',
  wan: 'wan',
  wen: 'wən',
  wang: 'waŋ',
  weng: 'wəŋ',
  o: 'ɔ',
  m: 'əm',
  n: 'ən',
  ng: 'ən',
  hm: 'xəm',
  hng: 'xəŋ',
};

const TONES = ['', '˥', '˧˥', '˨˩˦', '˥˩'];

export interface Syllable {
  /** Pinyin without tone, `ü` written as such. */
  readonly base: string;
  /** 1 to 4; 0 is the neutral tone. */
  readonly tone: number;
  /** The syllable carries the suffix 儿. */
  readonly rhotic?: boolean;
}

/** `hang2` as base and tone; undefined when it is not pinyin. */
export function parseSyllable(pinyin: string): Syllable | undefined {
  const match = /^([a-zü\u00ea]+)([0-5])$/u.exec(pinyin.toLowerCase().replace('v', 'ü'));
  const base = match?.[1];
  if (base === undefined || segments(base) === undefined) return undefined;
  return { base, tone: Number(match?.[2]) % 5 };
}

export function syllableIpa({ base, tone, rhotic }: Syllable): string {
  const parts = segments(base);
  if (parts === undefined) return '';
  const [initial, final] = parts;
  return initial + (rhotic === true ? rhoticFinal(final) : final) + (TONES[tone] ?? '');
}

type Segments = readonly [initial: string, final: string];

/** Syllables met so far; there are some four hundred, all from the pinyin dictionary. */
const met = new Map<string, Segments | undefined>();

function segments(base: string): Segments | undefined {
  if (!met.has(base)) met.set(base, takeApart(base));
  return met.get(base);
}

const BEFORE_NO_I = /^(?:zh|ch|sh|[rzcsgkh])$/u;

function takeApart(base: string): Segments | undefined {
  const whole = WHOLE[base];
  if (whole !== undefined) return ['', whole];
  const spelled = /^(zh|ch|sh|[bpmfdtnlgkhjqxrzcs])?(.+)$/u.exec(base);
  const initial = spelled?.[1] ?? '';
  let final = spelled?.[2] ?? '';
  if (final === 'i' && /^(?:zh|ch|sh|r)$/u.test(initial)) return [INITIALS[initial] ?? '', 'ɻ̩'];
  if (final === 'i' && /^[zcs]$/u.test(initial)) return [INITIALS[initial] ?? '', 'ɹ̩'];
  if (/^[jqx]$/u.test(initial)) final = final.replace(/^u/u, 'ü');
  // Palatals and only they stand before i and ü: jan4 and sing1 are jyutping.
  if (/^[jqx]$/u.test(initial) ? !/^[iü]/u.test(final) : BEFORE_NO_I.test(initial) && /^[iü]/u.test(final))
    return undefined;
  const ipa = FINALS[final];
  return ipa === undefined ? undefined : [INITIALS[initial] ?? '', ipa];
}

/** 儿 melts into the syllable before it: the coda goes, the vowel is r-coloured (点儿 tjaɻ, 会儿 xwəɻ). */
function rhoticFinal(final: string): string {
  if (final.endsWith('̩')) return 'əɻ';
  const open = final
    .replace(/(?<=a)[in]$/u, '')
    .replace(/(?<=[əɛ])n$/u, '')
    .replace(/ei$/u, 'ə')
    .replace(/ɛ$/u, 'a');
  if (/^[iy]n?$/u.test(open)) return `${open.charAt(0) === 'i' ? 'j' : 'ɥ'}əɻ`;
  return `${open.replace(/ŋ$/u, '')}ɻ`;
}
