/**
 * What is written to a noun in one word with it: plural, titles, particles (one to three), forms of 이다. An eojeol of a noun and
 * these is still that noun. Without 대로, which is as often the end of another word: 서울대로 is 서울대 and 로.
 */
const SUFFIX = '(?:들|님|씨|네){0,2}';
const CASE =
  '(?:에서부터|에게서|한테서|으로서|로서|으로써|로써|에서|에게|한테|께서|께|으로|로|와|과|에|까지|부터|만|마다|처럼|보다|조차|마저|밖에|하고|이랑|랑|이나|나|끼리|같이|이라도|라도|이든지|든지|이야말로|야말로|은커녕|커녕|더러|의)';
const LAST = '(?:은|는|이|가|을|를|도|의|만|이요|요|이여|여|아|야|이야)';
const COPULA =
  '(?:입니다|입니까|이에요|예요|이었[가-힣]{1,4}|였[가-힣]{1,4}|이?(?:라고|라는|라면|라서|란|다|고|며|지만|지|죠|니까|네요|군요|든|던)|인데|인지|인가|일까|인|일|임)';
export const PARTICLES = new RegExp(`(?=[가-힣])${SUFFIX}${CASE}{0,3}(?:${LAST}|${COPULA})?(?![가-힣])`, 'uy');
