/** Signs of written Cantonese, and the words of others that are written with the same characters. */

/** Characters made for Cantonese; one is enough when Mandarin does not speak against it. */
export const CANTONESE_STRONG: ReadonlySet<string> = new Set(
  '嘅唔冇佢哋咗喺嗰啲嚟噉嘢瞓攞㗎嘥唞冚嗮咁嗌啫乜餸攰嬲揸冧啱𠮶𡃁',
);
/** Used in Cantonese and, rarer, elsewhere. */
export const CANTONESE_WEAK: ReadonlySet<string> = new Set('咩睇喎吖嘞俾畀搵揾晒喇囉嗱靚掂孭');
/** Words, by their first two characters, that only Cantonese writes. In both scripts. */
export const CANTONESE_PAIRS: ReadonlySet<string> = wordSet(
  '聽日 听日 琴日 尋日 寻日 而家 依家 屋企 點解 点解 點樣 邊度 边度 邊個 边个 邊位 邊間 邊隻 呢個 呢个 呢度 呢啲 呢間 呢條 ' +
    '呢位 呢件 呢次 呢種 呢樣 呢邊 呢班 呢款 呢架 呢本 呢份 呢排 呢陣 呢套 呢杯 呢碗 呢張 呢首 呢隻 鍾意 钟意 得閒 得闲 返工 返學 返学 返屋 返嚟 返去 放工 傾偈 傾計 倾偈 冲凉 沖涼 淨係 净系 仲有 仲係 仲系 仲未 ' +
    '埋單 埋单 細路 细路 細佬 老豆 家姐 朝早 晏晝 晏昼 下晝 上晝 聽朝 听朝 尋晚 琴晚 落雨 靚仔 靓仔 靚女 靓女 好靚 好靓 好正 ' +
    '搞掂 同埋 係咪 系咪 即係 梗係 梗系 就嚟 雲吞 云吞 走蔥 走冰 走青 凍檸 冻柠 我係 你係 真係 食緊 飲緊 做緊 等緊 講緊 讀緊 行緊 學緊 傾緊 ' +
    '俾我 俾你 俾佢 俾人 俾錢 俾钱 俾返 畀我 畀你 畀佢 畀人 畀錢 畀钱 畀返 估下 快啲 出便 入便 抵食 頸渴 幫襯 帮衬 翻工 翻屋 幾耐 傾下 ' +
    '叫咩 食咩 飲咩 饮咩 做咩 有咩 係咩 講咩 讲咩 買咩 买咩 睇咩 咩名 咩事 咩好 咩時 咩时 咩料 咩人 咩色 係啊 係呀 係囉 食飯 食饭 食到 肚餓 肚饿',
);
/** Words that Cantonese writes more often than others do. */
export const CANTONESE_WEAK_PAIRS: ReadonlySet<string> = wordSet(
  '我系 真系 飲茶 饮茶 多謝 多谢 幾時 几时 小巴 快過 平過 貴過 收工 收衫 洗衫 茶記 好食 好飲 去親 隔籬 識講 教下 點讀 識得 ' +
    '识得 成日 話埋 講埋 做埋 食埋 飲埋 買埋 帶埋 日好 好開 先至 落車 出街 行街 搭巴 食完 試下 行下 食下 好彩 點算 飲酒 氣點 幾多 几多 多錢 多钱 件衫 一齊',
);

/** What is paid in, behind a number; elsewhere a mosquito. */
export const DOLLAR = '蚊';
export const BEFORE_DOLLAR = /[\d０-９零一二兩两三四五六七八九十百千萬万幾几]/u;
/** Words of both that hold a sign against Cantonese. */
export const NOT_AGAINST: ReadonlySet<string> = wordSet('的士');

/** What makes the weak Mandarin words Mandarin when Cantonese characters stand beside them: Cantonese has its own. */
export const AGAINST_CANTONESE: ReadonlySet<string> = new Set('的了是不他她们們这這那没沒很吗嗎怎什么麼哪谁吃喝');

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

/**
 * Cantonese "to be", which is also half of many words of Chinese and Japanese (關係, 係數, 係員) and a verb of written
 * Chinese (此係). So it speaks for Cantonese where a Cantonese clause stands around it, and elsewhere only seconds others.
 */
export const COPULA = '係';
/** A particle at the end of sentences, more frequent than in Mandarin. */
export const FINAL = '呀';
/** Pronouns and adverbs that Cantonese puts before its copula: 我係, 都係. */
export const BEFORE_COPULA: ReadonlySet<string> = new Set('我你佢哋就都唔真仲梗咪淨');
/** Questions, pointers and particles that it puts behind: 係咪, 係邊個, 係呢度. */
export const AFTER_COPULA: ReadonlySet<string> = new Set('咪唔咩乜邊呢嗰啲咁嘅囉㗎喇啦呀啊');
/** Characters that make a word with 係 behind them … */
export const ENDED_BY_COPULA: ReadonlySet<string> = new Set('關関关聯联維维干母父旁世譜谱連牽');
/** … and before them. The kana of 係る and 係の人 do the same. */
export const BEGUN_BY_COPULA: ReadonlySet<string> = new Set('數数員员争爭属屬累留止船官長长結结');

/**
 * Words of others, as what follows the Cantonese sign that they begin with: Bismarck, jelly, a bleat, and a Mandarin hum
 * before a comma.
 */
export const NOT_CANTONESE: ReadonlyMap<string, readonly string[]> = new Map([
  ['俾', ['斯', '路支', '倪']],
  ['啫', ['喱']],
  ['咩', ['咩']],
  ['唔', ['，', '。', '！', '…', '、', ',']],
  ['乜', ['斜']],
  ['喇', ['叭', '嘛']],
  [DOLLAR, ['子', '蟲', '虫', '香', '帳', '帐']],
  ['晒', ['太', '黑', '伤', '干', '被', '衣', '图', '单', '照', '在']],
]);
