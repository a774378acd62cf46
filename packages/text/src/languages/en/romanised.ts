import { parsePhones, type Phone } from './arpabet.js';

/**
 * Names of Chinese, Japanese and Korean written in Latin letters (Guangzhou, Shibuya, Jeong). Their spellings are regular, and are
 * not those of English: x is sh, zh is j, eo is the vowel of cup. A word counts as one when its letters fall into
 * syllables of the language and one of them is a spelling English does not have.
 */

const pairs = (list: string): ReadonlyMap<string, string> =>
  new Map(
    list.split(';').map((entry) => {
      const [written = '', ...phones] = entry.trim().split(' ');
      return [written, phones.join(' ')];
    }),
  );

interface Script {
  readonly initials: ReadonlyMap<string, string>;
  /** The stressable vowel is marked with `*`. */
  readonly finals: ReadonlyMap<string, string>;
}

/** Hanyu Pinyin as news readers of American English say it. */
const PINYIN: Script = {
  initials: pairs(
    'b B; p P; m M; f F; d D; t T; n N; l L; g G; k K; h HH; j JH; q CH; x SH; zh JH; ch CH; sh SH; r R; z D Z; c T S; s S; y Y; w W',
  ),
  finals: pairs(
    'a AA*; o AO*; e AH*; ai AY*; ei EY*; ao AW*; ou OW*; an AA* N; en AH* N; ang AA* NG; eng AH* NG; ong UH* NG; er ER*; i IY*; ia Y AA*; ' +
      'iao Y AW*; ie Y EH*; iu Y OW*; ian Y EH* N; in IH* N; iang Y AA* NG; ing IH* NG; iong Y UH* NG; u UW*; ua W AA*; uo W AO*; uai W AY*; ' +
      'ui W EY*; uan W AA* N; un UH* N; uang W AA* NG; ue W EH*',
  ),
};

/** Revised Romanisation of Korean, and the spellings of names. */
const KOREAN: Script = {
  initials: pairs(
    'g G; n N; d D; r R; l L; m M; b B; s S; sh SH; j JH; ch CH; k K; t T; p P; h HH; kk K; tt T; pp P; ss S; jj JH; y Y; w W; gy G Y; ky K Y; hy HH Y; ' +
      'my M Y; ny N Y; ry R Y; by B Y; py P Y; hw HH W; gw G W; kw K W',
  ),
  finals: new Map(
    [...pairs('a AA*; ae EH*; eo AH*; e EH*; o OW*; oe W EH*; oo UW*; u UW*; eu UH*; ui IY*; i IY*; ee IY*')].flatMap(
      ([vowel, phone]) =>
        [...pairs('_ ; n N; ng NG; m M; l L; k K; p P; t T')].map(
          ([coda, closing]) => [vowel + coda.replace('_', ''), `${phone} ${closing}`.trim()] as const,
        ),
    ),
  ),
};

const JAPANESE: Script = {
  initials: pairs(
    'k K; s S; t T; n N; h HH; m M; y Y; r R; w W; g G; z Z; d D; b B; p P; sh SH; ch CH; ts T S; j JH; f F; ky K Y; gy G Y; ny N Y; hy HH Y; my M Y; ry R Y; ' +
      'kk K; tt T; pp P; ss S; ssh SH; tch CH; nn N; mm M',
  ),
  finals: new Map(
    [...pairs('a AA*; i IY*; u UW*; e EH*; o OW*; ai AY*; ei EY*; ou OW*; oo OW*; uu UW*; ii IY*')].flatMap(
      ([vowel, phone]) => [[vowel, phone] as const, [`${vowel}n`, `${phone} N`] as const],
    ),
  ),
};

interface Syllable {
  readonly initial: string;
  readonly final: string;
}

const maxName = 18;

/** The word cut into syllables, the longest first from the left; undefined where no cut fits. */
function syllables(word: string, { initials, finals }: Script): readonly Syllable[] | undefined {
  const failed = new Set<number>();
  const from = (at: number): readonly Syllable[] | undefined => {
    if (at === word.length) return [];
    if (failed.has(at)) return undefined;
    for (let onset = 3; onset >= 0; onset -= 1) {
      const initial = word.slice(at, at + onset);
      if (initial.length !== onset || (onset > 0 && !initials.has(initial))) continue;
      for (let rime = 4; rime >= 1; rime -= 1) {
        const final = word.slice(at + onset, at + onset + rime);
        if (final.length !== rime || !finals.has(final)) continue;
        const rest = from(at + onset + rime);
        if (rest !== undefined) return [{ initial, final }, ...rest];
      }
    }
    failed.add(at);
    return undefined;
  };
  return word.length > maxName ? undefined : from(0);
}

/** Phones of one syllable; `stress` 0 leaves its vowel unstressed. */
function said({ initial, final }: Syllable, { initials, finals }: Script, stress: 0 | 1 | 2): string {
  return `${initials.get(initial) ?? ''} ${(finals.get(final) ?? '').replace('*', String(stress))}`;
}

const PALATAL = /^(?:[jqx]|y)$/;
const RETROFLEX = /^(?:zh|ch|sh|r)$/;

/** One syllable of Pinyin in its own spelling rules: xia has no glide in English, shi no i. */
function pinyinSyllable(syllable: Syllable, stress: 1 | 2): string {
  const { initial, final } = syllable;
  if (final === 'i' && RETROFLEX.test(initial)) return `${PINYIN.initials.get(initial) ?? ''} ER${stress}`;
  if (final === 'i' && /^(?:[zcs])$/.test(initial)) return `${PINYIN.initials.get(initial) ?? ''} IH${stress}`;
  const phones = said(syllable, PINYIN, stress);
  if (!PALATAL.test(initial)) return phones;
  if (final === 'uan') return phones.replace('AA', 'EH');
  if (final === 'an' && initial === 'y') return phones.replace('AA', 'EH');
  return initial === 'y' ? phones.replace(/^Y IY/, 'IY') : phones.replace(/ Y /, ' ');
}

const CHINESE_ONLY = /zh|^x|^q|x[iu]|q[iu]/;
const CHINESE_LIKE = /ng|uo|iao|uai|(?:[aeiu]n|ng|ei)[a-z]{1,3}ao$/;

function chinese(word: string): readonly Phone[] | undefined {
  const found = CHINESE_ONLY.test(word) || CHINESE_LIKE.test(word) ? syllables(word, PINYIN) : undefined;
  // A syllable without an initial is written with an apostrophe inside a name (Xi'an).
  if (found === undefined || found.slice(1).some(({ initial }) => initial === '')) return undefined;
  if (!CHINESE_ONLY.test(word) && found.length < 2) return undefined;
  const last = found.length - 1;
  return parsePhones(found.map((syllable, at) => pinyinSyllable(syllable, at === last ? 1 : 2)).join(' '));
}

const KOREAN_ONLY = /eo[nklmpt]|eu[nlmk]|^[ghk]yu|ae(?!l|r)/;

function korean(word: string): readonly Phone[] | undefined {
  const found = KOREAN_ONLY.test(word) ? syllables(word, KOREAN) : undefined;
  return found && parsePhones(found.map((syllable, at) => said(syllable, KOREAN, at === 0 ? 1 : 0)).join(' '));
}

const JAPANESE_LIKE =
  /sh[iou]|ch[iou]|tsu|[kgnhmr]y[aou]|[kg]awa|moto|yama|mura|hara|saki|taka|naka|kazu|hiro|yuki|zawa|suke/;

/** Also what is spelt like it: names of Italian and Spanish have the same vowels and the same stress. */
function japanese(word: string): readonly Phone[] | undefined {
  const found = syllables(word, JAPANESE);
  if (found === undefined) return undefined;
  const telling = JAPANESE_LIKE.test(word);
  if (found.length < (telling ? 2 : 3) || (!telling && !/[aiou]$/.test(word))) return undefined;
  const stressed = Math.max(0, found.length - 2);
  const phones = found.map((syllable, at) => {
    const spoken = said(syllable, JAPANESE, at === stressed ? 1 : at === stressed - 2 ? 2 : 0);
    // At the end a is weak, and e is heard as in café.
    return at === found.length - 1 && at !== stressed ? spoken.replace('AA0', 'AH0').replace('EH0', 'EY2') : spoken;
  });
  return parsePhones(phones.join(' '));
}

/** Words only Pinyin spells so, whatever the dictionary makes of them: Zhang, Xi, Qing. */
export const surelyChinese = (word: string): readonly Phone[] | undefined =>
  /zh|^x[iu]|q(?!u[aei])/.test(word) ? chinese(word) : undefined;

/** Phones of a name spelt by the rules of another language; undefined where the letters do not say so. */
export const romanisedPhones = (word: string): readonly Phone[] | undefined =>
  chinese(word) ?? korean(word) ?? japanese(word);
