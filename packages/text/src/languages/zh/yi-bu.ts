/**
 * The tones of 一 and 不 in context: both rise before a fourth tone (一样 yíyàng, 不对 búduì), 一 falls before the others
 * (一天 yìtiān), both are light inside a doubled verb (看一看, 好不好), and 不 is light before a complement (看不见).
 * 一 keeps its tone as a digit, in an ordinal and at the end of a word. After Huang and Liao, Xiandai Hanyu.
 */

const DIGIT = /[零二三四五六七八九两幺]/u;
/** Named by its number, not counted: 一月, 一楼, 一单元, 一比一. */
const NUMBERED =
  /^(?:[月楼号班级]|比|单元|季度|年级|等[奖级]|[到至数](?=[到二两三四五六七八九十百千万])|[加减乘除][以上去]?(?=[一二两三四五六七八九十百千万])|等于)/u;
/** Words that end in 一 keep it, whatever follows. */
const WORD_END = /(?:统|唯|万|单|专|划|归|如|逐|周|期|拜|其|之|合|第|初|点|零)$/u;
/** 万一 and 同一 count when a measure word follows. */
const COUNTED = /^[个种天时件条样类只张年百千万亿刻]/u;
const VERBS =
  /[得看听说买卖吃喝想睡记分拿找打走跑写读做办学忘受等坐站住放用花付算管信靠赶来去进出过回起爬搬拉推抬提举带送接见认猜摸碰抓抱挡对差合划犯怪恨舍巴免少大了禁背查数闻熬抵躲逃脱穿戴装搞弄玩教叫赢斗治修拆挤忍离靠养架保跟比]/u;
const COMPLEMENT = /^(?:[了着到见起上下出来去动住清完及开得过成掉懂够惯透死进赢饱定值]|至于)/u;
/** Behind these 不 says no to what follows: 他不来, 也不去. */
const DOUBLED_LIGHT = /[零一二三四五六七八九十百千万]/u;

/** Tone of the 一 or 不 at `index`; `next` is the tone of the syllable behind it, undefined at the end of the stretch. */
export function toneOfYiBu(characters: readonly string[], index: number, next: number | undefined): number {
  const before = characters[index - 1] ?? '';
  const after = characters[index + 1] ?? '';
  // 一动不动 says no twice over; it asks nothing.
  const asks = !/[一半]/u.test(characters[index - 2] ?? '');
  if (before !== '' && before === after && asks && !DOUBLED_LIGHT.test(before)) return 0;
  const following = characters.slice(index + 1, index + 3).join('');
  return characters[index] === '一' ? toneOfYi(before, following, next) : toneOfBu(before, following, next);
}

function toneOfYi(before: string, following: string, next: number | undefined): number {
  if (next === undefined || DIGIT.test(following.charAt(0)) || NUMBERED.test(following)) return 1;
  // 一十 inside a number, 二一 of digits in a row, 十一 and 百一.
  if (DIGIT.test(before) || following.startsWith('十')) return 1;
  if (before === '十' || (before === '月' && following.startsWith('日'))) return 1;
  if (WORD_END.test(before) && !(/[万同点]/u.test(before) && COUNTED.test(following))) return 1;
  return next === 4 || following.startsWith('个') ? 2 : 4;
}

function toneOfBu(before: string, following: string, next: number | undefined): number {
  if (VERBS.test(before) && COMPLEMENT.test(following)) return 0;
  return next === 4 ? 2 : 4;
}
