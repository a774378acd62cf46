/**
 * The neutral tone where it follows from the make of the word: the suffixes 子 头 们, places in 里 and 上, particles,
 * doubled verbs and names of kin. Words that have it for no such reason stand in `readings.ts`. After Xiandai Hanyu Cidian.
 */

/** Behind these 子 is a word of its own, a person or a particle: 男子, 电子, 父子. */
const ZI_FULL =
  /[男女电原分质中量离光因核粒孔孟老庄墨荀韩君父母弟太王公才浪赤天学游臣士骄独长次幼养义逆败孝贼西乞棋莲松瓜鱼精卵虾孢配胎弹石算矢笔菜世皇生味杞微有无膝这那一二三四五六七八九之内夫处弃仙童甲丙戊庚壬诸亲介胶其嫡庶]$/u;
/** Stems that take the suffix 子 where no end of a word shows it: inside of a longer word. */
const ZI_STEMS =
  '孩儿妻嫂婶侄孙胖瘦矮高傻疯聋哑瞎骗疤瘸妹嗓脖肚肠膀身脑鼻胡辫桌椅凳柜箱盒袋篮盘碟杯瓶筷勺叉刀锅炉壶盆桶坛罐帽鞋袜裤裙褂袄领扣带被褥毯枕帐帘扇梳镜剪钳锤钉锯斧凿夹绳链圈环轮车轿船筏房屋院亭棚窗门柱梁板砖瓦梯馆铺店厂摊点样影法路胡面饺包粽饼果桔橘桃李梨柿枣栗杏茄椰柚麦谷稻豆叶竹藤枝林苗蚊苍虫蝇兔狮猴豹骡驴狗鸽燕鸭鹅鸡蝎本册卷稿句段曲调号字日月年岁世辈爪蹄毛羽翅尾' +
  '棍棒杆锥筛笼套罩架座垫案台格框方块条片丝团堆坑沟洞缝口哨票银款份位个班队伙群村庄寨镇园岛山岩沙雪冰雹雾疹痱痦癞嘴蒜韭辣椒柑毽骰牌谱拍推旗幌招对呆架乱空腰胰肘下阵拉';
const ZI_SUFFIX = new RegExp(`[${ZI_STEMS}]$`, 'u');
const TOU_STEMS = /[木石骨馒里外上下前后念锄罐枕拳舌丫甜苦盼看准势行跟浪砖芋对指斧榔码]$/u;
/** Places: what stands before 里 when it means inside. */
const INSIDE =
  /[子家庙角落位营屋手心眼嘴城村店房室院园校山水海湖河夜梦怀肚脑书话田地市县厂店包袋箱盒杯碗锅车船机林草土雨雪风火画镜头窗门洞井池缸桶瓶罐篮柜抽屉桌床被衣兜口嗓班队群国圈界会场馆库仓楼厅堂厨店铺网店剧戏歌片信报文章句字音声天暗那这哪]$/u;
const ON_TOP = /[子架场墙桌床身路手头脸地街车船山树楼天马背肩腿脚嘴心海河世网纸书报班课会晚早门窗台桥]$/u;
const PARTICLES: ReadonlySet<string> = new Set('吗呢吧嘛啦呗么们');
/** Verbs that are doubled for a try: 看看, 想想. */
const TRIED = /[看想听试走说问等坐尝找谈聊玩歇读写洗擦摸闻猜算笑动帮教学查量转逛瞧念练改修休讲商]/u;
/** Kin and names for children; 星星, 猩猩. */
const DOUBLED = /[爸妈爷奶哥姐弟妹叔伯舅姑婶嫂公婆姥姨太宝娃星猩饽蛐蝈蛛]/u;

/** Where a character stands in the word the segmenter has it in. */
export interface WordPlace {
  readonly opens: boolean;
  readonly closes: boolean;
}

/** Whether the character at `index` has the neutral tone by the make of its word. */
export function isNeutral(characters: readonly string[], index: number, { opens, closes }: WordPlace): boolean {
  const character = characters[index] ?? '';
  const before = characters[index - 1] ?? '';
  const after = characters[index + 1] ?? '';
  if (before === '') return false;
  switch (character) {
    case '子':
      // At the end of a word it is the suffix, whatever the stem: 一下子, 鞋拔子.
      if (ZI_FULL.test(before)) return false;
      return closes || (ZI_SUFFIX.test(before) && !/[女孙弟弹]/u.test(after));
    case '头':
      return !opens && TOU_STEMS.test(before) && !/[发脑顶部像]/u.test(after);
    case '里':
      // 土里土气, 怪里怪气.
      return before !== after && INSIDE.test(before) && !/[程弄斯约根]/u.test(after);
    case '上':
      return ON_TOP.test(before) && !/[升涨去来班学海课车船门楼山当午任市述级下次面演映网]/u.test(after);
    case '过':
      // 来过, 去过没有: the particle of what was once done.
      return (
        /[来去看吃听说做想见读写学用住到问玩买试坐打]$/u.test(before) && !/[来去头程年节度日分错于半]/u.test(after)
      );
    default:
      break;
  }
  if (PARTICLES.has(character)) return true;
  if (character !== before) return false;
  return isTried(characters, index) || (DOUBLED.test(character) && isDoubled(characters, index));
}

/** The second verb of 看看, 想想: to do it a little. */
export function isTried(characters: readonly string[], index: number): boolean {
  return (
    isDoubled(characters, index) && TRIED.test(characters[index] ?? '') && !/[地的]/u.test(characters[index + 1] ?? '')
  );
}

function isDoubled(characters: readonly string[], index: number): boolean {
  const character = characters[index];
  return (
    character === characters[index - 1] && character !== characters[index - 2] && character !== characters[index + 1]
  );
}
