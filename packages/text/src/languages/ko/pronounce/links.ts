import { decompose } from '../hangul.js';
import { counterAt } from '../counters.js';
import { TENSE, type Junction } from './phonology.js';

/**
 * How a word and the next are joined across the space between them. Words of one phrase are said in one breath, but how far
 * their sounds meet depends on the speaker; only what nearly everybody joins is joined here: numbers with what they count,
 * 못 and 몇, what stands before 한 (`옷 한 벌`), nouns of place (`밭 아래`), modifiers in ㄹ with their noun (rule 27).
 */
export interface Link {
  readonly junction: Junction;
  /** What the next word begins with instead: tense, or with the added ㄴ of rule 29. */
  readonly onset?: string;
}

/** Digit by digit, without the units of counting. */
const DIGITS = /^[영공일이삼사오육칠팔구]{3,}$/u;
/** The next group, with its particle. */
const GROUP = /^[영공일이삼사오육칠팔구]{3,}(?![십백천만억조])/u;
const SINO = /^[영공일이삼사오육칠팔구십백천만억조]+$/u;
const NATIVE =
  /^(?:백|천|만)?(?:열|스물|서른|마흔|쉰|예순|일흔|여든|아흔)?(?:한|두|세|네|석|넉|서|너|다섯|여섯|일곱|여덟|아홉|스무|열|스물|서른|마흔|쉰|예순|일흔|여든|아흔)$/u;
const PLACE = /^(?:위|아래|안|앞|옆)(?:$|[에의으을은이도쪽])/u;

export function linkOf(word: string, next: string): Link {
  const [last, first] = [decompose(word.slice(-1)), decompose(next.charAt(0))];
  if (last === undefined || first === undefined) return { junction: 'apart' };
  const tense = TENSE[first.onset];

  // Groups of a telephone number stand apart: 팔팔 일이 is no 팔파리리.
  if (DIGITS.test(word) && GROUP.test(next)) return { junction: 'loose' };
  if (SINO.test(word) || NATIVE.test(word)) {
    if (next === '점' && SINO.test(word)) return { junction: 'close', onset: 'ㅉ' };
    const counter = counterOf(next);
    if (counter === undefined) return { junction: SINO.test(next) ? 'close' : 'loose' };
    if (tense !== undefined && last.coda !== '' && isTense(word, last.coda, first.onset, counter))
      return { junction: 'close', onset: tense };
    return { junction: 'close' };
  }
  if (word === '못') {
    const added = first.onset === 'ㅇ' && /[ㅣㅑㅕㅛㅠ]/u.test(first.vowel);
    return added ? { junction: 'close', onset: 'ㄴ' } : { junction: 'close' };
  }
  if (
    /^몇$|[^이그저]몇$/u.test(word) ||
    (word === '낮' && next.startsWith('한때')) ||
    /^한(?:$|[가-힣]?[개번])/u.test(next)
  ) {
    return { junction: 'close' };
  }
  if (PLACE.test(next) && !/[은는을를]$/u.test(word)) return { junction: 'close' };
  if (last.coda === 'ㄹ' && tense !== undefined && modifies(word, next)) return { junction: 'close', onset: tense };
  if (/^일(?:$|[이을은도만들])/u.test(next) && MODIFIERS_OF_WORK.test(word)) return { junction: 'close', onset: 'ㄴ' };
  return { junction: 'loose' };
}

/** What may stand behind a counter; without it the word is another one (일 시작). */
const AFTER_COUNTER =
  /^(?:$|[이가은는을를에의와과도만로씩정쯤째간전후반]|으로|까지|부터|보다|마다|동안|입니|인|짜리|남짓|예|하고|밖)/u;

function counterOf(next: string): string | undefined {
  const counter = counterAt(next);
  return counter !== undefined && AFTER_COUNTER.test(next.slice(counter.length)) ? counter : undefined;
}

/** Borrowed counters stay plain behind ㄹ (열 박스, 칠 달러). */
const BORROWED = /^(?:달러|센티|센트|데시|세트|박스|기가|기본|게임|데시벨|그램|바이트|세제곱|제곱|도어|시시|비피)/u;

/** 열 개 열 깨, 여덟 시 여덜 씨; 칠 세 칠 쎄 as in Sino-Korean words (rule 26). Other codas do it by rule. */
function isTense(word: string, coda: string, onset: string, counter: string): boolean {
  if (BORROWED.test(counter)) return false;
  if (/(?:열|여덟)$/u.test(word)) return true;
  return coda === 'ㄹ' && /[ㄷㅅㅈ]/u.test(onset);
}

/** Nouns that live behind a modifier in ㄹ (rule 27), with what may be attached. */
const DEPENDENT = /^(?:것|거|게|걸|건|겁|수(?:$|[가는도록밖]|있|없)|데|바|적|줄|듯|지경|셈|정도)/u;
/** Last syllables of stems before 을: 먹을, 있을, 했을. Elsewhere 을 is the object particle. */
const STEMS =
  /[있없않먹읽같좋많싶했았었였겠받찾잡앉죽믿웃씻입벗높낮넣놓쌓잃앓끓밟뱉붙맞잊늦젖짖찢갔왔됐샀썼컸봤났걸을들을물을싣닿얻안신감남넘참굶숨닮찮괜옳싫뚫꿇핥훑읊볶깎묶섞닦꺾낚솟뺏빼앗짓잇긋낫붓굽눕돕줍]을$/u;
/** Syllables in ㄹ that nouns and particles end in; a modifier that does is told from them by `MODIFIER`. */
const NOMINAL =
  /[갈결골굴글길꿀끌늘덜돌둘들딸률를립말멸몰물밀발벌별불뿔살설솔술슬실쌀알얼열올울월율일잘절졸줄즐질찔찰철촬출칠칼탈털툴틀팔풀플필헐혈홀활횔]$/u;
/** Modifiers known by their stem: of the many verbs in 하다 and 되다 both parts are, of honorifics the ending. */
const MODIFIER =
  /(?:^(?:갈|올|볼|살|줄|쓸|낼|알|놀|쉴|탈|팔|말|열)|나갈|들어올|나올|돌아올|드릴|만들|만날|보낼|[할될]|(?:하|가|오|보|드|으|계|주|되)실)$/u;
const MODIFIERS_OF_WORK = /(?:무슨|할|볼|될|한|하는|이런|그런|저런|어떤|좋은|나쁜|힘든|모든|많은|하던|했던)$/u;

function modifies(word: string, next: string): boolean {
  if (word.endsWith('을')) return STEMS.test(word) && DEPENDENT.test(next);
  if (MODIFIER.test(word)) return true;
  return !NOMINAL.test(word) && DEPENDENT.test(next);
}
