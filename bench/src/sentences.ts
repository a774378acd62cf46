/**
 * What is spoken in measurements. The segment cache cannot be turned off, so wherever a stack speaks, each text carries a
 * number nobody used before: every segment is new and is rendered.
 */

export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** Lengths and languages of the real-time factor: three lengths in Chinese, the middle one in English and Japanese too. */
export const RTF_TEXTS: readonly NamedText[] = [
  { name: 'zh 3 s', text: '今天天气真不错。' },
  { name: 'zh 5 s', text: '今天天气真不错，我们一起去公园散步吧。' },
  {
    name: 'zh 12 s',
    text: '图书馆每天早上九点开门，晚上八点关门，读者可以在一楼借书，在二楼看报，或者到三楼安静地写作业。',
  },
  { name: 'en 5 s', text: 'The library opens at nine, so we still have time for a quiet cup of coffee.' },
  { name: 'ja 5 s', text: '図書館は九時に開くので、コーヒーを飲む時間がまだあります。' },
];

/** One segment, about four seconds. */
export function shortText(number: number): string {
  return `第${number}次测试，天气真不错。`;
}

/** Four sentences, about fourteen seconds: what a streaming answer can begin before it is done. Each has the number, so none is cached. */
export function paragraph(number: number): string {
  return [
    `第${number}封信今天送到了。`,
    `图书馆${number}号楼要延长开放时间。`,
    `我们${number}个人可以下班以后慢慢挑书。`,
    `请告诉${number}班的大家。`,
  ].join('');
}

/** For the stand-in pack, whose work grows with letters: short, so that what is left is what a job costs beside its speech. */
export function toneText(number: number): string {
  return `Job ${number}.`;
}

/** Sentences that people ask a speech service for, 20 of them; each is about four seconds with its number. */
const EVERYDAY: readonly string[] = [
  '请问有什么可以帮您',
  '验证码已经发送',
  '今天多云转晴',
  '前方路口左转',
  '您的快递到了',
  '会议改到下午三点',
  '电梯正在维修',
  '欢迎收听今天的新闻',
  '请系好安全带',
  '感谢您的来电',
  '列车即将到站',
  '餐厅座位已经确认',
  '请把手机调成静音',
  '明早七点的闹钟已设好',
  '先把油烧热再放葱姜',
  '图书馆周末照常开放',
  '账户余额不足',
  '请多喝水早点休息',
  '请在提示音后留言',
  '周末一起去爬山吧',
];

export const EVERYDAY_COUNT = EVERYDAY.length;

/** Hands out the twenty in turns, round by round, so that no text comes twice in one stack. */
export function everydayTexts(): (count: number) => readonly string[] {
  let given = 0;
  const next = () => {
    const index = given;
    given += 1;
    return `${EVERYDAY[index % EVERYDAY_COUNT]}，第${1 + Math.floor(index / EVERYDAY_COUNT)}遍。`;
  };
  return (count) => Array.from({ length: count }, next);
}

const CLAUSES: readonly string[] = [
  '河边的柳树已经发芽了',
  '孩子们在院子里放风筝',
  'the train leaves from platform two',
  '邮局下午五点半关门',
  '今日はとても静かな日です',
  'please close the window before you go',
  '窓の外で鳥が鳴いています',
  '山上的雪到四月才化',
];

/**
 * Texts from two seconds to most of what one pass of the model takes, in an order that is the same every time: nine in ten are
 * short, one in 25 is very long.
 * @param number makes it new
 */
export function varyingText(number: number): string {
  // A multiplicative generator: no two runs differ, and neighbours are unlike.
  const draw = (number * 48_271) % 2_147_483_647;
  const kind = draw % 25;
  const clauses = kind < 22 ? 0 : kind < 24 ? 1 + (draw % 2) : 6 + (draw % 5);
  const chosen = Array.from({ length: clauses }, (_, index) => CLAUSES[(draw + index * 3) % CLAUSES.length]);
  return `${[number, ...chosen].join('，')}。`;
}
