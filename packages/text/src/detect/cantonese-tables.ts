/** Signs of written Cantonese, and the words of others that are written with the same characters. */

/** Characters made for Cantonese; one is enough when Mandarin does not speak against it. */
export const CANTONESE_STRONG: ReadonlySet<string> = new Set('嘅唔冇佢哋咗喺嗰啲嚟噉嘢瞓攞㗎嘥唞冚嗮咁嗌啫𠮶𡃁');
/** Used in Cantonese and, rarer, elsewhere. */
export const CANTONESE_WEAK: ReadonlySet<string> = new Set('乜咩睇啱喎吖嘞俾畀搵');
/** What makes the weak Mandarin words Mandarin when Cantonese characters stand beside them: Cantonese has its own. */
export const AGAINST_CANTONESE: ReadonlySet<string> = new Set('的了是不他她们們这這那没沒很吗嗎怎什');

/**
 * Cantonese "to be", which is also half of many words of Chinese and Japanese (關係, 係數, 係員) and a verb of written
 * Chinese (此係). So it speaks for Cantonese where a Cantonese clause stands around it, and elsewhere only seconds others.
 */
export const COPULA = '係';
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
]);
