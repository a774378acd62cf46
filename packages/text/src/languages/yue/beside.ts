/**
 * Readings that no list of words can hold, because they follow from what stands beside: numbers, surnames, 咁, and words that
 * speech takes apart (瞓緊覺). Sources as in `corrections.ts`.
 */
export function besideOf(characters: readonly string[], index: number): string | undefined {
  const rule = RULES.get(characters[index] ?? '');
  return rule?.({
    before: characters.slice(Math.max(0, index - 3), index).join(''),
    after: characters.slice(index + 1, index + 4).join(''),
  });
}

interface Beside {
  /** Up to three characters. */
  readonly before: string;
  readonly after: string;
}
type Rule = (beside: Beside) => string | undefined;

const DIGITS: Readonly<Record<string, string>> = {
  零: 'ling4',
  〇: 'ling4',
  一: 'jat1',
  二: 'ji6',
  三: 'saam1',
  四: 'sei3',
  五: 'ng5',
  六: 'luk6',
  七: 'cat1',
  八: 'baat3',
  九: 'gau2',
  十: 'sap6',
};
const DIGIT_BEFORE = /[零〇一二三四五六七八九十百千萬億万亿點点第]$/u;
const DIGIT_AFTER = /^[零〇一二三四五六七八九十百千萬億万亿點点](?!解)/u;

/** Inside a number a digit has its own sound, whatever words two of them may make (二六). */
function digit(reading: string): Rule {
  return ({ before, after }) => (DIGIT_BEFORE.test(before) || DIGIT_AFTER.test(after) ? reading : undefined);
}

/** Surnames with a sound of their own, in front of a title. */
const SURNAMES: Readonly<Record<string, string>> = {
  區: 'au1',
  区: 'au1',
  任: 'jam4',
  單: 'sin6',
  单: 'sin6',
  仇: 'kau4',
  解: 'haai5',
  查: 'zaa1',
  樂: 'ngok6',
  乐: 'ngok6',
  華: 'waa6',
  华: 'waa6',
  尉: 'wai3',
  紀: 'gei2',
  纪: 'gei2',
  盛: 'sing6',
  冼: 'sin2',
};
const TITLE =
  /^(?:先生|小姐|女士|太太|老師|老师|醫生|医生|教授|博士|同學|同学|師傅|师傅|議員|议员|局長|局长|司長|署長|校長|校长|主席|律師|律师|法官|經理|经理|主任|警司|隊長|伯|家)/u;

function surname(reading: string): Rule {
  return ({ before, after }) => (TITLE.test(after) || before.endsWith('姓') ? reading : undefined);
}

/**
 * Nouns that take the changed tone when they stand alone, and keep their own inside a word (條魚 jyu2, 魚肉 jyu4); Matthews &
 * Yip, ch. 1.4.2, and words.hk.
 */
const CHANGED: Readonly<Record<string, string>> = {
  魚: 'jyu2',
  鱼: 'jyu2',
  糖: 'tong2',
  盒: 'hap2',
  袋: 'doi2',
  梨: 'lei2',
  桃: 'tou2',
  樓: 'lau2',
  楼: 'lau2',
  畫: 'waa2',
  画: 'waa2',
  房: 'fong2',
  帽: 'mou2',
  刷: 'caat2',
  名: 'meng2',
  相: 'soeng2',
};
/** A classifier, a pronoun that points, or a verb in front of a noun that stands alone. */
const ALONE_AFTER = /[影粒條条個个隻只食買买養养釣钓蒸捉睇嗰呢間间層层棟幅張张啲戴頂顶包執收租供住咩乜我你佢嘅]$/u;
const ALONE_BEFORE = /^(?:$|[^\p{Script=Han}]|[呀啊啦喇囉喎㗎嘅咩係系喺同好唔都有冇就仲未嚟俾畀叫])/u;

function alone(reading: string): Rule {
  return ({ before, after }) => (ALONE_AFTER.test(before) && ALONE_BEFORE.test(after) ? reading : undefined);
}

export const SO_BEFORE =
  /^[多大細细耐好靚靓平貴贵快慢遠远近高矮長长短熱热凍冻難难易忙攰叻早夜遲迟重輕轻新舊旧少久勁犀啱衰嘈靜凍乾濕肥瘦紅靈聰蠢正抵開傷]/u;
const THUS_BEFORE = /^[樣样就我你佢係系都先又即呀啊㗎囉咯喇啦嘅點点邊边唔冇要做講讲諗話话搞算梗不至，。？！]/u;

/** 咁 gam3 is "so" before an adjective, gam2 "thus" before a verb, a pronoun or nothing. */
function soOrThus({ before, after }: Beside): string | undefined {
  if (after === '' || THUS_BEFORE.test(after)) return 'gam2';
  return /[係系]$/u.test(before) && !SO_BEFORE.test(after) ? 'gam2' : 'gam3';
}

function wear({ after }: Beside): string | undefined {
  return /^(?:[咗緊住過落返多少件條對套衫褲裙鞋襪起得]|嘅衫)/u.test(after) ? 'zoek3' : undefined;
}

const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ...Object.entries(DIGITS).map(([character, reading]) => [character, digit(reading)] as const),
  ...Object.entries(SURNAMES).map(([character, reading]) => [character, surname(reading)] as const),
  // 曾生, 曾太: how speech names a person; 曾 is an adverb elsewhere.
  [
    '曾',
    ({ before, after }) =>
      TITLE.test(after) || /^[生太](?:$|[^活在])/u.test(after) || before.endsWith('姓') ? 'zang1' : undefined,
  ],
  ...Object.entries(CHANGED).map(([character, reading]) => [character, alone(reading)] as const),
  ['咁', soOrThus],
  // Both are heard; one and the same everywhere.
  ['嚟', () => 'lei4'],
  ['樣', ({ before }) => (/[咁點点]$/u.test(before) ? 'joeng2' : undefined)],
  ['样', ({ before }) => (/[咁點点]$/u.test(before) ? 'joeng2' : undefined)],
  // 傾緊偈, 傾咗陣偈: a chat, where the word is taken apart.
  ['偈', ({ before }) => (/[傾倾][^，。]{0,2}$/u.test(before) ? 'gai2' : undefined)],
  // 紅紅哋: rather red.
  ['哋', ({ before }) => (/(?<![我你佢人])([\p{Script=Han}])\1$/u.test(before) ? 'dei2' : undefined)],
  // 瞓緊覺, 瞓咗一覺: sleep, where the word is taken apart.
  ['覺', ({ before }) => (/[瞓訓睡][^，。]{0,2}$/u.test(before) ? 'gaau3' : undefined)],
  ['觉', ({ before }) => (/[瞓训睡][^，。]{0,2}$/u.test(before) ? 'gaau3' : undefined)],
  // Behind a word of degree 近 is the spoken adjective.
  [
    '近',
    ({ before, after }) =>
      /(?:[好咁太幾几唔勁更行]|非常)$/u.test(before) || /^[啲咗過]/u.test(after) ? 'kan5' : undefined,
  ],
  // 呢 points at something; at the end of a clause it is a particle.
  [
    '呢',
    ({ after }) => (/^(?:$|[^\p{Script=Han}])/u.test(after) ? 'ne1' : /^[絨绒喃]/u.test(after) ? undefined : 'ni1'),
  ],
  // The dictionary has 門將, a goalkeeper.
  ['將', ({ after }) => (/^[會於由喺繼來近佢我你]/u.test(after) ? 'zoeng1' : undefined)],
  ['将', ({ after }) => (/^[会于由喺继来近佢我你]/u.test(after) ? 'zoeng1' : undefined)],
  // Whole: 成晚, 成世.
  [
    '成',
    ({ before, after }) =>
      /^[晚日個个世身地條条間间隻]/u.test(after) && !/[完達变變造形組構分]$/u.test(before) ? 'seng4' : undefined,
  ],
  // To wear, beside what is worn or a mark of aspect.
  ...['着', '著'].map((character) => [character, wear] as const),
  // A little of what the verb says: 睇下, 試下.
  ['下', ({ before }) => (/[睇試试等行講讲問问傾倾諗谂玩聽听搵揾望學学幫帮]$/u.test(before) ? 'haa5' : undefined)],
  [
    '正',
    ({ before, after }) =>
      /(?:[好咁太幾几超勁]|真係)$/u.test(before) && ALONE_BEFORE.test(after) ? 'zeng3' : undefined,
  ],
  // The weight behind a number; the number itself in front of a magnitude.
  [
    '兩',
    ({ before, after }) =>
      /[一二三四五六七八九十幾斤半]$/u.test(before) && !/^[千萬億]/u.test(after) ? 'loeng2' : undefined,
  ],
  ['両', () => 'loeng2'],
  // Simplified 只 behind a number counts animals and things (隻).
  ['只', ({ before }) => (/[一二三四五六七八九十兩两幾几呢嗰邊边每]$/u.test(before) ? 'zek3' : undefined)],
]);
