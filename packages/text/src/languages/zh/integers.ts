import type { IntegerToken } from '../../numerals/scan.js';
import type { SpokenToken } from '../room.js';
import { cardinal, digitByDigit, leadingTwo, quantity } from './numbers.js';

/**
 * How an integer in Chinese text is meant follows from the characters around it: a year, a count, an ordinal, a code.
 * Only a few characters on each side are looked at.
 */

/** Counted with 两: measure words and nouns of time. Not 月 日 号 楼 级 班 (二月, 二楼), nor anything after 第. */
const MEASURES =
  /^(?:多|来|几)?(?:个|只|条|张|本|位|名|件|块|元|次(?!元)|天|年|周(?!目)|点|小时|分(?!之)|秒|种|家|座|台|辆|杯|瓶|斤|公里|公斤|千克|克|米|厘米|毫米|吨|升|岁|门|层|人(?!世界)|口|头|匹|双|对|套|部|首|篇|份|页|架|艘|颗|粒|朵|棵|株|束|根|支|枝|把|扇|间|栋|幢|场|遍|趟|回|下|声|步|顿|句|段|倍|百|千|万|萬|亿|億|类|项|样|半|股|笔|批|代(?!码|理)|国|省|市|轮|盘|碗|盒|包|箱|袋|群|度|寸|尺|丈|里地|里路|亩|公顷|英里|英尺|海里|美元|欧元|英镑|日元|港元|美金|毛|角|刻|夜|晚(?![会上报霞年餐])|章|节|集|卷|届|列|排(?!放)|行|串|堆|滴|片|面|幅|则|道|桶|壶|勺|罐|管|盆|份|封|顶|节|副|团|束|成(?!为)|折|格|局|盏|枚|粒|尾|剂|帖|餐|站|圈|拨|伙|员|地|岸|侧|端|边|旁|週|個|隻|條|張|塊|種|輛|雙|對|層|間|歲|顆|項|樣|筆|盤|組|國|點|時|場|頓|類|頭|門|萬|餘|余|杯|億|顆|幀|帧|秒|刻|瓦|伏|赫兹|像素|字|词|题|课|句话|字节|平方|立方|平米|厘|毫|微|纳|兆)/u;
/** Numbers behind these are codes. */
const CODE_BEFORE =
  /(?:(?:号码|號碼|编号|編號|单号|單號|订单|訂單|QQ|密码|密碼|验证码|驗證碼|校验码|账号|帐号|帳號|账户|卡号|卡號|学号|學號|工号|邮编|郵編|代码|代碼|尾号|尾號|车牌|車牌|身份证|证件|序列号|批号|条码|条形码|流水号|批次|微信|邀请码|取件码|提取码|口令|编码|(?<!人)群(?=[号號:：]?[是为為:： ]{0,2}$))号?[是为為:： ]{0,2}|[号號码碼][是为為:：] ?)$/u;
const CALL_BEFORE = /(?:拨打|拨|电话|热线|撥打|電話|致电|客服|手机号?|分机号?|转接|传真|来电)[是为:： ]{0,2}$/u;
const ROOM_AFTER = /^(?:室|房|教室|会议室|會議室|病房|包厢|包间|宿舍|路(?!人)|号房|航班|次列车|次航班)/u;
/** Only these numbers are dialled: 打12306, but 打3折 and 打100分. */
const DIAL_BEFORE = /打$/u;
const DOOR_BEFORE =
  /(?:单元|單元|栋|棟|幢|号楼|號樓|(?:房间|房間|门牌|門牌)(?:[号號][是为為:： ]{0,2})?|房[号號][是为為:： ]{0,2})$/u;
/** Cheers and laughs written in digits; they stand alone. */
const SLANG = /^(?:6{3,}|8{3,}|23{3,})$/u;
/** The other end of the range says that the number is one of heat. */
const BELOW_ZERO = /^ ?[~～至到] ?-?\d{1,3}(?:\.\d)? ?(?:℃|°C|度)/u;
const LOOK = 12;
/** Ungrouped digit strings this long are numbers of things (orders, accounts), not quantities, unless they are round. */
const CODE_DIGITS = 10;
/** So are shorter ones that nothing says to be an amount. */
const BARE_CODE_DIGITS = 8;
const AMOUNT_BEFORE = /(?:[约約共达達近超逾计計数數有]|人口|等于|[+=×÷*/-]) ?$/u;

/** Words that a value stands behind: 温度为-5, 答案是-3. Behind others a hyphen joins the number of a name: 新冠-19, 歼-20. */
const VALUE_BEFORE =
  /(?:[是为為得到至于於等约約值差数數额額率温溫度低高超过過乘以加减減除和与與或有降升变變成取从從在均达達比了余餘亏虧分负負零下跌涨漲即剩扣限者标標]|答案|结果|結果|利润|利潤|增长|增長|收益|电荷|電荷|[价價]|坐标|积分|積分|声望|好感|攻击|防御|生命|体力|金币|经验|盈亏|同比|环比)$/u;

export function readInteger(source: string, token: IntegerToken): Pick<SpokenToken, 'spoken' | 'rule'> {
  const { integer, negative, grouped } = token;
  const before = source.slice(Math.max(0, token.start - LOOK), token.start);
  const after = source.slice(token.end, token.end + LOOK);
  if (negative && isNamed(before, after)) return { spoken: cardinal(integer), rule: 'number:name' };
  const sign = negative ? (BELOW_ZERO.test(after) ? '零下' : '负') : '';

  if (!negative && !grouped && isGeneration(integer, after))
    return { spoken: digitByDigit(integer), rule: 'number:year' };
  if (isNamedYear(integer, before, after)) return { spoken: digitByDigit(integer), rule: 'number:year' };
  if (isYear(integer, after)) return { spoken: digitByDigit(integer), rule: 'number:year' };
  if (CALL_BEFORE.test(before)) return { spoken: digitByDigit(integer, true), rule: 'number:phone' };
  if (integer.length >= 3 && ROOM_AFTER.test(after))
    return { spoken: digitByDigit(integer, true), rule: 'number:code' };
  const bare =
    integer.length >= BARE_CODE_DIGITS && before.trim() !== '' && !isCounted(after) && !AMOUNT_BEFORE.test(before);
  const long = !grouped && (integer.length >= CODE_DIGITS || bare) && !integer.endsWith('000');
  if (long || CODE_BEFORE.test(before)) return { spoken: digitByDigit(integer), rule: 'number:code' };
  // A title: 《1984》.
  if (before.endsWith('《') && after.startsWith('》') && integer.length === 4)
    return { spoken: digitByDigit(integer), rule: 'number:title' };
  if (/[第初](?:\d{1,4} ?[、和及与至到] ?)?$/u.test(before))
    return { spoken: cardinal(integer), rule: 'number:ordinal' };
  const counted = isCounted(after) || isCounted(after.replace(/^ ?[至到或、] ?\d{1,4}/u, ''));
  if (!counted && !negative && !grouped && isDated(source, token))
    return { spoken: digitByDigit(integer), rule: 'number:event' };
  if (SLANG.test(integer) && !/^[ ]?[\p{Script=Han}\p{Script=Latin}]/u.test(after))
    return { spoken: digitByDigit(integer), rule: 'number:slang' };
  if (!counted && integer.length >= 3 && (DIAL_BEFORE.test(before) || DOOR_BEFORE.test(before)))
    return { spoken: digitByDigit(integer, true), rule: DOOR_BEFORE.test(before) ? 'number:code' : 'number:phone' };
  return { spoken: sign + (counted ? quantity(integer) : leadingTwo(cardinal(integer))), rule: 'number:cardinal' };
}

/** The hyphen before a number joins it to the word it stands behind: nothing is counted, and no value is told. */
function isNamed(before: string, after: string): boolean {
  if (!/\p{Script=Han}$/u.test(before) || VALUE_BEFORE.test(before) || BELOW_ZERO.test(after)) return false;
  return !isCounted(after) || /^[个個]案/u.test(after);
}

/** What follows a number is a measure word or a noun of time: it counts. */
export function isCounted(after: string): boolean {
  return MEASURES.test(after) && !/^年(?:级|級|代)/u.test(after);
}

/** 90后: those born in the nineties. The decade, or the half of it, by its two digits. */
function isGeneration(digits: string, after: string): boolean {
  return /^\d[05]$/u.test(digits) && /^[后後](?![来來面半台退几]|的(?:今天|世界))/u.test(after);
}

const YEAR = /^(?:1[89]|20)\d{2}$/u;

/** A year without 年: 公元前221年, 2025学年, 2024届, 2008奥运会. */
function isNamedYear(digits: string, before: string, after: string): boolean {
  if (YEAR.test(digits) && /(?:[今明去后前]年|现在|那年)[是为]$/u.test(before) && !isCounted(after)) return true;
  if (digits.length <= 4 && /(?:公元前?|西元前?)$/u.test(before) && /^ ?年(?!前)/u.test(after)) return true;
  return (
    YEAR.test(digits) &&
    /^(?:学年|學年|财年|届|屆|级(?!台阶)|赛季|賽季|款|版(?!本号)|年度|春|夏(?!日)|秋|冬|奥运|奧運|世界杯|世界盃|亚运|亞運|欧洲杯|全运会|世博|春节|国庆|中秋|元旦|新年|跨年|高考|考研|双十一|中国|全国|全球|世界(?!各)|国际|北京|上海|东京|巴黎|伦敦)/u.test(
      after,
    )
  );
}

/** Month and day of an event are named by their digits: `9·18` 九一八, `5·12` 五一二. */
function isDated(source: string, { start, end }: IntegerToken): boolean {
  const month = /^[·・•]\d{1,2}(?!\d)/u.test(source.slice(end, end + 4)) && end - start <= 2;
  const day = /(?<!\d)\d{1,2}[·・•]$/u.test(source.slice(Math.max(0, start - 4), start)) && end - start <= 2;
  return month || day;
}

/** `2026年` is a year, `1000年前` a span of time; `98年` a short year, `10年` ten of them. */
function isYear(digits: string, after: string): boolean {
  if (!/^\s?年/u.test(after)) return false;
  const rest = after.trimStart().slice(1);
  if (digits.length === 4)
    return !(digits.endsWith('00') && /^(?:前|后|後|来|來|历史|歷史|的历史|的歷史|以)/u.test(rest));
  if (digits.length !== 2) return false;
  if (digits.startsWith('0')) return true;
  return Number(digits) >= 60 && !digits.endsWith('0') && !/^(?:前|后|後|来|來|历史|歷史|的|以|代)/u.test(rest);
}
