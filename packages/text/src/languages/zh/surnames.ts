/**
 * Surnames that are read otherwise than the character is elsewhere (单 shàn, 任 rén). A name is known by the title behind
 * it, by 姓 before it, or by a given name of characters that names are made of; after Xiandai Hanyu Cidian.
 */
const SURNAMES: ReadonlyMap<string, readonly string[]> = new Map(
  (
    '单 shan4|仇 qiu2|解 xie4|任 ren2|查 zha1|华 hua4|曾 zeng1|区 ou1|朴 piao2|盖 ge3|葛 ge3|宁 ning4|乐 yue4|召 shao4|' +
    '员 yun4|折 she2|黑 he4|盛 sheng4|缪 miao4|逄 pang2|应 ying1|薄 bo2|洗 xian3|冼 xian3|尹 yin3|种 chong2|繁 po2|翟 zhai2|柏 bai3|' +
    '燕 yan1|晁 chao2|隗 wei3|那 na1|哈 ha3|么 yao1|钻 zuan4|訾 zi1|郇 xun2|郗 xi1|褚 chu3|卜 bu3|於 yu1|纪 ji3|牟 mu4|尉迟 yu4 chi2|' +
    '长孙 zhang3 sun1|万俟 mo4 qi2|澹台 tan2 tai2|令狐 ling2 hu2|宿 su4|相 xiang4|都 du1|过 guo1|干 gan1|占 zhan1'
  )
    .split('|')
    .map((entry) => {
      const [name = '', ...syllables] = entry.split(' ');
      return [name, syllables] as const;
    }),
);
/** Surnames that are everyday words too: only a title, 姓 or a given name of two characters tells them. */
const NOT_NAMES =
  /^(?:任[何务意性凭期免命教职用选]|查[看找询明清证收]|解[决放开除释散答说]|单[独身位方]|华[人丽夏]|曾经|应[该当]|都|过|干|相|黑|哈|那|么|种|占|员|宁可|燕|折)/u;
const TITLES =
  /^(?:先生|女士|小姐|太太|夫人|老师|教授|博士|医生|大夫|师傅|同学|同志|律师|法官|警官|导演|教练|大爷|大妈|大哥|大姐|老板|姑娘|公子|少爷|大人|将军|叔叔?|阿姨|爷爷|奶奶|哥|姐|总(?:说|的|在|和|来|要|是|您|好|$)|某|氏)/u;
/** Titles that the word before them may also govern: 任主席 is to serve as chairman. */
const OFFICES =
  /^(?:主任|经理|局长|校长|院长|部长|县长|市长|省长|书记|主席|总统|总理|队长|处长|科长|厂长|班长|会长|秘书|编辑|记者)/u;
/** A name begins here: at the start of a stretch or behind a word that stands before names. */
const NAME_BEFORE =
  /(?:^|[的和与跟找问请是叫给对让被把向由及见像]|名叫|作者|导演|主演|作家|演员|歌手|总裁|先生|教授|老师|记者)$/u;
/** Characters that given names are made of and that seldom open a predicate. */
const GIVEN =
  '伟芳丹娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国志永春雪梅雷鹏飞龙凤翔宇轩浩然博文思涵子梓欣怡佳嘉琪诗雅婷婉莹晓东晖辉光荣富贵福禄寿祥瑞泽润恩慧智仁义礼信忠孝廉德良善诚毅恒坚毓庚罗镛非晋江海洲川岳峰岭松柏楠林森树根苗苒菲萱薇蓉莲荷菊琴琳瑶珊珍珠玲珑璐瑾瑜莉茜倩雯雁鸿鹤鸣奇俊豪雄威武斌彬锋钢铁铭鑫锦绣纯素洁清淑贞芬芝香馨蕾薛藩巩昌盛兴隆振邦安宁康健乐颖颜彦彩虹云霄霖晨曦旭昊昱晟晗景瑛琦琛璇璟玮尧舜禹汤启承继绍宗祖耀庭廷轼辙缙叔同渔洪权正聪齐贤之元方圆可立新衡钊达远航帆骏骥麟雨' +
  '燕田子文学明成生宝金喜顺凡少卿妍妮姝娥媛嫣娴茹蔚芸苑芷若兮冉伊依欢乔楚潇湘沁沛泓泳洵浚淇淳渊溪滢漫澄澜灿炎焕煜熙玥珂珏珩琰瑄瑗璋甫盈睿砚祺禾秋笑筠筱绮维美群翰翠舒舟艺茵荔莎萌蓓蓝蕊蕴语诺谦豫赫超越轶辰迪逸遥铃锐靖韬韵颂麒黎';
const GIVEN_NAME = new RegExp(`^[${GIVEN}]{2}`, 'u');
const GIVEN_ONE = new RegExp(`^[${GIVEN}](?:$|[说和与的是在])`, 'u');

/** Most characters open no surname and are passed over. */
const OPENS_NAME: ReadonlySet<string> = new Set(Array.from(SURNAMES.keys(), (name) => name.charAt(0)));
/** These stand in front of a noun as words of their own: only behind a word that names follow are they surnames. */
const WORDS = /^[任查都过干相那种占员应宁区召折黑哈么]/u;

/**
 * Readings of a surname that begins at `index`, or undefined. `characters` are simplified, of one stretch; `alone`: the
 * segmenter gave the character as a word of its own.
 */
export function surnameAt(characters: readonly string[], index: number, alone: boolean): readonly string[] | undefined {
  const one = characters[index] ?? '';
  if (!OPENS_NAME.has(one)) return undefined;
  const two = characters.slice(index, index + 2).join('');
  const long = two.length > one.length ? SURNAMES.get(two) : undefined;
  const syllables = long ?? SURNAMES.get(one);
  if (syllables === undefined) return undefined;
  const before = characters.slice(Math.max(0, index - 3), index).join('');
  if (long !== undefined || (before.endsWith('姓') && !before.endsWith('百姓'))) return syllables;
  const text = characters.slice(index, index + 5).join('');
  const after = characters.slice(index + syllables.length, index + 5).join('');
  if (alone && !WORDS.test(text) && TITLES.test(after)) return syllables;
  if (!NAME_BEFORE.test(before)) return undefined;
  if (TITLES.test(after)) return syllables;
  if (OFFICES.test(after)) return /^[任查解应过干都]/u.test(text) ? undefined : syllables;
  if (NOT_NAMES.test(text)) return undefined;
  if (GIVEN_NAME.test(after)) return syllables;
  // 他叫任强: behind 叫 a name of two characters closes what is said.
  if (before.endsWith('叫') && GIVEN_ONE.test(after)) return syllables;
  // 仇英, 解缙: two characters that are a name only where nothing else can be meant.
  return /^[仇尉翟缪逄冼卜]/u.test(text) && GIVEN_ONE.test(after) ? syllables : undefined;
}

/** Whether a character is read otherwise in a surname than elsewhere. */
export function isSurname(character: string): boolean {
  return SURNAMES.has(character);
}
