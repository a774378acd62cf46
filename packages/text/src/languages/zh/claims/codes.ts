import { isCounted } from '../integers.js';
import { cardinal, digitByDigit } from '../numbers.js';
import { token, whole, type Finder } from './claim.js';

/**
 * Numbers that name one thing and are said digit by digit: plates, trains, flights, identity and book numbers. Where they
 * are called out (plates, trains, flights, telephones) 1 is 幺, as callers say it to keep it apart from 7; in numbers
 * that are only written down (cards, identity, books, codes) it stays 一.
 */

const RULE = 'number:code';
const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼滬遼魯蘇贛陝閩貴粵寧瓊雲';

/** Digits one by one, letters as they are. */
function spelled(written: string, called: boolean): string {
  return written.replace(/\d+/gu, (digits) => digitByDigit(digits, called));
}

/** The digits behind a word that says whose they are, up to the end of the match; the word itself is read as it stands. */
function behind(pattern: RegExp, say: (code: string) => string): Finder {
  return {
    pattern,
    read: ({ 0: written, 1: code = '', index }) => [token(index + written.length - code.length, code, say(code), RULE)],
  };
}

/** Numbers of services that everybody knows, where they count nothing: 12306订票, 联通10010. */
const SERVICES: Finder = {
  pattern: /(?<![\d.,$€£¥第约共近超达为价])(?:12306|12315|10086|10010|955\d{2})(?![\d.,]\d|[\d%％A-Za-z+-])/gu,
  read: ({ 0: written, index }, source) =>
    isCounted(source.slice(index + written.length, index + written.length + 8))
      ? []
      : [token(index, written, digitByDigit(written, true), 'number:phone')],
};

export const CODES: readonly Finder[] = [
  // 11010519491231002X: seventeen digits and a check character.
  whole(/(?<![\dA-Za-z.])[1-9]\d{16}[\dXx](?![\dA-Za-z])/gu, RULE, ([written]) => spelled(written, false)),
  behind(/ISBN[ :：]{0,2}(\d[\d-]{8,16}[\dXx])/gu, (code) => spelled(code, false).replaceAll('-', ' ')),
  whole(
    new RegExp(`(?<=[${PROVINCES}])[A-Z](?:[·•. ]?)(?=[A-Z\\d]{0,5}\\d)[A-Z\\d]{5,6}(?![A-Za-z\\d])`, 'gu'),
    RULE,
    ([written]) => spelled(written, true),
  ),
  whole(/(?<![A-Za-z\d])[GDCZTKSLY]\d{1,4}(?=次|号?列车)/gu, RULE, ([written]) =>
    written.length !== 3 ? spelled(written, true) : written.charAt(0) + cardinal(written.slice(1)),
  ),
  whole(/(?<![A-Za-z\d])(?:[A-Z]{2}|[A-Z]\d|\d[A-Z])\d{3,4}(?=次?航班|次班机|班机)/gu, RULE, ([written]) =>
    spelled(written, true),
  ),
  behind(/(?:航班号?|车次|班次)[是为:：]{0,2} ?([A-Z][A-Z\d]?\d{1,4})(?![\dA-Za-z])/gu, (code) => spelled(code, true)),
  // Standards: GB/T 19001-2016, ISO 9001.
  behind(/(?<![A-Za-z\d])(?:ISO|IEC|IEEE|RFC|GB(?:\/T)?|DIN) ?(\d{3,5}(?:-\d{1,4})?)(?!\d)/gu, (code) =>
    spelled(code, false).replace('-', '杠'),
  ),
  // Numbers of accounts may begin with letters.
  behind(
    /(?:微信号?|账号|帐号|用户名|邀请码|验证码|密码|序列号|订单号|单号|编号|代码|型号)[是为:：]{0,2} ?([A-Za-z][A-Za-z_-]{0,20}\d[A-Za-z\d_-]{0,30})/gu,
    (code) => spelled(code, false).replaceAll('_', '下划线').replaceAll('-', '杠'),
  ),
  // 8-2-3015: a code in parts.
  behind(
    /(?:取件码|取货码|提货码|货号|型号|单号|订单号?|编号|门牌号?|房号|案号)[是为:：]{0,2} ?([A-Za-z\d]{1,12}(?:-[A-Za-z\d]{1,12}){1,5})(?![\d-])/gu,
    (code) => spelled(code, false).replaceAll('-', '杠'),
  ),
  // 138****5678: what is hidden is named, so that nobody takes the rest for the whole.
  whole(/(?<![\d*])\d{2,6}\*{2,12}\d{2,6}(?![\d*])/gu, 'number:phone', ([written]) =>
    digitByDigit(written.replaceAll('*', ''), true).replace(
      new RegExp(`^.{${written.indexOf('*')}}`, 'u'),
      (lead) => lead + '星'.repeat(written.split('*').length - 1),
    ),
  ),
  // Numbers of fixed lines in groups of four, and those in brackets.
  whole(/(?<![\d-])(?:0\d{2,3}[- ]?|[(（]0\d{2,3}[)）] ?)\d{3,4}[- ]\d{4}(?![\d-])/gu, 'number:phone', ([written]) =>
    (written.match(/\d+/gu) ?? []).map((group) => digitByDigit(group, true)).join(' '),
  ),
  // Numbers of Hong Kong: two groups of four behind a word that says that they are dialled.
  behind(
    /(?:电话|電話|致电|致電|热线|熱線|查询|查詢|手机|手機|传真|傳真)(?:号码?|號碼?)?[係是为為:： ]{0,2}(\d{4}[ -]\d{4})(?![\d-])/gu,
    (code) => spelled(code, true).replace(/[ -]/u, ' '),
  ),
  // N95 masks, AK47: models that are spelled.
  whole(/(?<=(?<![A-Za-z])(?:N|AK|KN))(?:95|47)(?!\d)/gu, RULE, ([written]) => digitByDigit(written)),
  // 1080p: the lines of a picture.
  whole(/(?<![\dA-Za-z.])(?:480|540|720|1080|1440|2160)(?=[pPiP](?![A-Za-z\d]))/gu, RULE, ([written]) =>
    digitByDigit(written),
  ),
  // 985 and 211 are names of programmes, 996 of working hours.
  whole(
    /(?<![\d.,])(?:985|211|996|315|618|911|955|818)(?=(?:[、和与及/]\d{3})?(?:大学|高校|工程|院校|毕业|学校|工作制|晚会|大促|购物节|活动|事件|福报|恐怖))/gu,
    RULE,
    ([written]) => digitByDigit(written, /^[29]11$/u.test(written)),
  ),
  whole(/(?<![\d.,])[12347]\d{2}(?=[国省县]道)/gu, RULE, ([written]) => digitByDigit(written, true)),
  whole(
    /(?<![\d.,])(?:110|119|120|122|114|12306|12315|12333|12366|12369|12388|10086|10010|10000|95\d{3})(?=报警|火警|急救|热线|查询|电话|平台|客服|中心|指挥)/gu,
    'number:phone',
    ([written]) => digitByDigit(written, true),
  ),
  SERVICES,
  // The tower of Taipei and others of its kind are named by their digits.
  whole(/(?<![\d.,])[1-9]\d{2}(?=大[楼樓厦廈])/gu, RULE, ([written]) => digitByDigit(written)),
  behind(/(?:(?<=[按机请码线]|\d{4})|(?<![\p{Script=Han}\d]))转 ?(\d{3,6})(?![\d.])/gu, (code) =>
    digitByDigit(code, true),
  ),
];
