import type { Syllable } from '../hangul.js';

/** Tables of `respell.ts`: which syllables, stems and endings the rules that need to know the word apply to. */

/**
 * Rule 26 by syllables. `second` leaves out what is also an ending or a particle (다 도 지 자 들 …), and native syllables; words
 * with those that are tense all the same stand in `respellings.ts`.
 */
export const SINO_L = {
  first: new Set(
    '갈걸결골굴궐길날눌달돌렬률멸몰물밀발별불살설솔술슬실알열올왈울월율일절졸줄즐질찰철출칠탈팔필할헐혈활홀훌',
  ),
  second: new Set(
    '단달담당대덕독동등락사산상생석선설섭성세소속손송수순술숭습승시식신실심십장재쟁저적전절점접정제조족존종죄주준중즉증직진질집징',
  ),
} as const;

/** A stem in ㄴ or ㅁ and the ending that is tense behind it (rule 24); group 1 is the stem. */
export const STEMS_IN_N_M =
  /^((?:껴|끌어|얼싸|살아|뛰어|갈아|받아|가|쓰)?(?:안|신|감|남|넘|담|참|숨|심|굶|닮|젊|삼|품|뿜|다듬|더듬|머금|검|곪|짊|보듬|삶))(?:고(?:$|[도는서]|있|싶)|다(?:$|가|고|는|면)|던|든|더|도록|습|소$|게|거나|거든|겠|지(?:$|만|도|는|를|요))/u;
/** What looks like one and is another word: 참고, 감지, 남다른. */
export const PLAIN_ENDINGS =
  /^(?:참고|신고|감지|담지|심지|숨지|검지|남지|신지|참지|안지|안다$|감소|담소|검소|검거|감독|삼거|안거|감격|삼다수)/u;

/** Nouns that end in 의: there it is said 이, behind other words it is the particle. */
export const NOUNS_IN_UI =
  /^(?:주|회|강|정|동|합|논|문|거|예|편|호|창|토|항|결|유|명|본|고|성|질|제|건|모|협|심|발|상|하|사|의|이|악|선|열|진|임|적|숙|실|경)의$|(?:민주|자본|사회|공산|개인|이기|집단|민족|자유|현실|이상|합리|실용|낭만|인도|제국|국가|전체|인종|완벽|물질|보수|진보|평화|허무|사실|경험|사대|군국|기회|만능)주의$|부주의$/u;

/** Words in 요 that is no ending: 중요, 필요. */
export const PLAIN_YO = /(?:중|필|강|동|긴|민|수|소|종|절|탕|건|곤|선|풍)요$/u;

/** Words of their own that end longer ones (한국+언론): their ㄹ stays ㄹ. */
export const KEPT_LATERALS: ReadonlySet<string> = new Set(
  [
    '언론 원료 진료 인력 권력 전력 분류 인류 관례 전례 혼례 곤란 혼란 반란 산란 분량 근력 만료 완료 관료 연료',
    '한류 본론 신령 훈령 연령 논란 탄력 연례 변론 전류 난류 민란 선례 찬란 본령 원론 천륜 간략',
  ].flatMap((row) => row.split(' ')),
);

/** What may stand behind a compound: particles, the copula, -들, -적, or nothing. */
const AFTER =
  '(?=$|[이가은는을를에의와과도만로들적별뿐나란께]|으로|까지|부터|보다|처럼|마다|조차|인|일|입|였|라|하|상|같)';

interface Suffix {
  /** Group 1 is what stands before the suffix. */
  readonly pattern: RegExp;
  readonly parts: Partial<Syllable>;
  /** Words in which it is no suffix. */
  readonly plain?: RegExp;
}

/** A compound of `stem` and one syllable. */
const compound = (stem: string, suffix: string): RegExp => new RegExp(`^(${stem})${suffix}${AFTER}`, 'u');

const QUALITIES =
  '가능|중요|필요|안전|안정|다양|창의|사회|인간|유연|생산|공정|민감|전문|투명|신뢰|편의|방향|대중|이동|진정|정당|타당|공공|객관|주관|일관|' +
  '연관|개방|접근|호환|보안|관계|통일|위험|수익|효율|합리|자율|실효|내구|확장|경제|우수|시의|민주|친화|감수|동시|이중|양면|연속|신속|' +
  '고유|보편|의존|주체|주도|잔혹|모호|성실|정체';
const POINTS = '문제|공통|차이|특이|출발|유의|개선|취약|전환|교차|반환|임계|주안|시작|소수';

export const SUFFIXES: readonly Suffix[] = [
  {
    // 인권, 소유권, 수도권; not the counter of books.
    pattern: compound('[가-힣]{1,6}', '권'),
    parts: { onset: 'ㄲ' },
    plain: /^(?:[한두세네몇여]|[일이삼사오육칠팔구십백천만]+)권/u,
  },
  { pattern: compound('[가-힣]{2,6}', '법'), parts: { onset: 'ㅃ' }, plain: /[방사입준]법/u },
  { pattern: compound(`[가-힣]{0,4}(?:${QUALITIES})`, '성'), parts: { onset: 'ㅆ' } },
  { pattern: compound('[가-힣]{2,6}', '증'), parts: { onset: 'ㅉ' }, plain: /(?:영수|[검인보고논반예입])증/u },
  { pattern: compound(`[가-힣]{0,4}(?:${POINTS})`, '점'), parts: { onset: 'ㅉ' } },
  {
    // A station: 서울역 서울력, 강남역 강남녁.
    pattern: compound('[가-힣]{2,7}', '역'),
    parts: { onset: 'ㄴ' },
    plain: /[통번면광영용병검반]역/u,
  },
  {
    // For the use of: 가정용 가정뇽.
    pattern: compound('[가-힣]{2,5}', '용'),
    parts: { onset: 'ㄴ' },
    plain: /[사이비내작적활신인고관응실수허채혼운포유남겸미효변통도전중등임착복상공원차애]용/u,
  },
  { pattern: compound('휘발|식용', '유'), parts: { onset: 'ㄴ' } },
  // 출산율 출싼뉼, 관절염 관절렴.
  { pattern: compound('[가-힣]{2,6}', '율'), parts: { onset: 'ㄴ' } },
  { pattern: compound('[가-힣]{2,6}', '염'), parts: { onset: 'ㄴ' }, plain: /[전감오]염/u },
];
