import type { IntegerToken } from '../../numerals/scan.js';
import type { Reading } from './reading.js';
import { cardinal, digitByDigit, leadingTwo, quantity } from './numbers.js';

/**
 * How an integer in Cantonese text is meant follows from the characters around it: a year, a count, an ordinal, a code.
 * Only a few characters on each side are looked at.
 */

/**
 * Counted with 兩: classifiers, containers, units and nouns of time, in both scripts (Matthews & Yip, Cantonese: A
 * Comprehensive Grammar, 2nd ed., ch. 6 and 21). Not 月 樓 號 級 班 線 期 (二月, 二樓), nor anything behind 第.
 */
const CLASSIFIERS =
  '個个隻只條条張张本位名件塊块元圓圆蚊毫仙次天年週周點点秒種种家臺台部架輛辆杯樽支罐瓶壺壶煲籠笼碗碟餐味樣样粒舊嚿磅斤碼码呎吋米克噸吨' +
  '升度打倍成份頁页篇首幅幢棟栋間间場场遍趟轉转回聲声步句段類类項项股筆笔批代國国省市輪轮局盤盘盒包箱袋群組组對对雙双套棵朵束把扇艘口頭头匹' +
  '層层夜晚歲岁餅饼節节堂科季人席票球刻屆门門幕集課课劃划字顆颗枝根滴排行疊叠戶户萬万億亿千幾几多';
const WORDS =
  '兄弟|姊妹|姐妹|父子|母女|母子|夫妻|公婆|老|小時|小时|分鐘|分钟|分(?!之)|公里|公斤|公分|公升|公頃|厘米|毫米|毫升|千克|安士|英里|英呎|英尺|平方|立方|日(?!本)|星期|禮拜|礼拜|鐘頭|钟头|美元|歐元|欧元|英鎊|英镑|日圓|日元|港元|港幣|人民幣|毫子|半|座(?=[山大橋]|商場|樓宇)|班(?=[車人船機飛地巴]|小巴)';
const MEASURES = new RegExp(`^(?:${WORDS}|[${CLASSIFIERS}])`, 'u');
/** What begins like a classifier and is none: 二年級, 二手, 二人世界, 二號, 二分之一. */
const NOT_COUNTED = /^(?:年[級级]|人世界|次方|次元|次創作|次创作|成功|部曲|名[稱称單]|行禮|字頭|門面|個月大)/u;

/** Numbers behind these are codes. */
const CODE_BEFORE =
  /(?:號碼|号码|編號|编号|單號|密碼|密码|驗證碼|验证码|戶口|帳號|賬號|账号|帳戶|卡號|卡号|學號|工號|郵編|代碼|代号|代號|身份證|身份证|尾號|車牌)[係是為为:： ]{0,2}[A-Z]{0,2}$/u;
export const CALL_BEFORE =
  /(?:電話|电话|致電|致电|手機|手机|手提|熱線|热线|傳真|撥打|撥|拨|客服|查詢)[係是為为:： ]{0,2}$/u;
/** Only these numbers are dialled: 打999, but 打8折 and 打2場. */
const DIAL_BEFORE = /打$/u;
/** Flats and routes of three digits and more are named digit by digit: 三零二室, 九六八號巴士. */
const ROUTE_AFTER = /^(?:室|房|號室|號房|号室|号房|號線|號?巴士|號?小巴|號車|號?航班|次列車|次航班)/u;
const ROUTE_BEFORE = /(?:巴士|小巴|專線|专线)$/u;
/** What is named by the month and day it happened on. */
const EVENT_AFTER = /^(?:事件|恐襲|慘案|慘劇|運動|遊行|大地震|地震|衝突|政變)/u;
const LOOK = 8;
/** Words that a value stands behind: 係-5, 等於-3. Behind others a hyphen joins the number of a name: 新冠-19. */
const VALUE_BEFORE =
  /(?:[係系是為为得到至於于等約约值差數数額额率溫温度低高超過过乘以加減减除同或有冇跌升變变成由喺均達达比咗剩返負负零下扣分即]|答案|結果|结果|利潤|利润|增長|增长|[價价]|積分|积分|同比)$/u;
/** Ungrouped digit strings this long are numbers of things (orders, accounts), not quantities, unless they are round. */
const CODE_DIGITS = 10;
/** Hong Kong subscriber numbers have eight digits and begin with one of these. */
const SUBSCRIBER = /^[235-9]\d{7}$/u;

export function readInteger(source: string, token: IntegerToken): Reading {
  const { integer, negative, grouped } = token;
  const before = source.slice(Math.max(0, token.start - LOOK), token.start);
  const after = source.slice(token.end, token.end + LOOK).trimStart();
  const ordinal = /[第初]$/u.test(before);
  const counted = !ordinal && isCounted(after, before);

  if (!grouped && !negative) {
    const named = nameOf(integer, before, after, counted, source, token);
    if (named !== undefined) return { spoken: digitByDigit(integer), rule: named };
  }
  if (ordinal) return { spoken: cardinal(integer), rule: 'number:ordinal' };
  const free = !counted || /^[個个]案/u.test(after);
  const named = negative && free && /\p{Script=Han}$/u.test(before) && !VALUE_BEFORE.test(before);
  if (named) return { spoken: cardinal(integer), rule: 'number:name' };
  const sign = negative ? '負' : '';
  return { spoken: sign + (counted ? quantity(integer) : leadingTwo(cardinal(integer))), rule: 'number:cardinal' };
}

/** The rule by which a number is a name, said digit by digit; undefined for a quantity. */
function nameOf(
  integer: string,
  before: string,
  after: string,
  counted: boolean,
  source: string,
  token: IntegerToken,
): string | undefined {
  if (isYear(integer, after) || isBareYear(integer, before, after, counted)) return 'number:year';
  if (CALL_BEFORE.test(before)) return 'number:phone';
  if (CODE_BEFORE.test(before)) return 'number:code';
  const round = integer.endsWith('000');
  if (integer.length >= CODE_DIGITS && !round) return 'number:code';
  if (SUBSCRIBER.test(integer) && !counted && !round) return 'number:phone';
  if (integer.length >= 3 && ROUTE_AFTER.test(after)) return 'number:code';
  if (integer.length >= 3 && !counted && DIAL_BEFORE.test(before)) return 'number:phone';
  if (integer.length >= 3 && ROUTE_BEFORE.test(before)) return 'number:code';
  if (/^(?:999|112|992)$/u.test(integer) && /^(?:報警|报警|求助|熱線|热线|救護)/u.test(after)) return 'number:phone';
  if (integer.length === 2 && !counted && /(?<![\d.])\d{1,2}秒$/u.test(before)) return 'number:digits';
  if (integer.length >= 3 && EVENT_AFTER.test(after)) return 'number:event';
  if (integer.length === 2 && !integer.endsWith('0') && after.startsWith('折')) return 'number:discount';
  return isDated(source, token) ? 'number:event' : undefined;
}

/** What follows a number is a classifier, a unit or a noun of time: it counts. */
export function isCounted(following: string, before = ''): boolean {
  // 2至3個: what stands behind the second number counts both.
  const after = following.replace(/^(?:至|到|或|、)\d{1,4}(?=\D)/u, '');
  if (NOT_COUNTED.test(after) || !MEASURES.test(after)) return false;
  // The day of a month is a name (十一月二日), days are counted (兩日後).
  return !(after.startsWith('日') && before.endsWith('月'));
}

/** Month and day of an event are named by their digits: `7·1` 七一, `5·12` 五一二. */
function isDated(source: string, { start, end }: IntegerToken): boolean {
  if (end - start > 2) return false;
  return (
    /^[·・•]\d{1,2}(?!\d)/u.test(source.slice(end, end + 4)) ||
    /(?<!\d)\d{1,2}[·・•]$/u.test(source.slice(Math.max(0, start - 4), start))
  );
}

/** `2026年` is a year, `1000年前` a span of time; `97年` a short year, `10年` ten of them. */
function isYear(digits: string, after: string): boolean {
  if (!after.startsWith('年')) return false;
  const rest = after.slice(1);
  const span = /^(?:前|後|后|來|来|歷史|历史|嘅|的|以|內|内|代)/u.test(rest);
  if (digits.length === 4) return !(digits.endsWith('00') && /^(?:前|來|来|歷史|历史|嘅歷史|的歷史|以來)/u.test(rest));
  if (digits.length !== 2) return false;
  return digits.startsWith('0') || (Number(digits) >= 60 && !digits.endsWith('0') && !span);
}

/** `2019至2021年`, `喺2019搬屋`: a year whose word stands further on or nowhere. */
function isBareYear(digits: string, before: string, after: string, counted: boolean): boolean {
  if (!/^(?:1[89]|20)\d\d$/u.test(digits)) return false;
  if (/^(?:至|到|、|及|同|和|或)(?:1[89]|20)\d\d年/u.test(after)) return true;
  return !counted && !digits.endsWith('00') && /[喺於自從]$/u.test(before) && !/^[號蚊元\d]/u.test(after);
}
