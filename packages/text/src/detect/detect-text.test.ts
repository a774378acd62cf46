import type { Language } from '@lector/contract';
import { describe, expect, it } from 'vitest';
import { detectText } from './detect-text.js';
import { JAPANESE_ONLY, SIMPLIFIED_ONLY } from './han-tables.js';

const spans = (text: string, language: 'auto' | Language = 'auto') =>
  [...detectText(text, language)].flatMap((detected) =>
    (detected?.sentences ?? []).flatMap((sentence) =>
      sentence.spans.map((span) => [span.language, text.slice(span.start, span.end), span.rule]),
    ),
  );
const languages = (text: string, language: 'auto' | Language = 'auto') =>
  spans(text, language).map(([found, source]) => `${found}:${source}`);

describe('language of a span', () => {
  it.each([
    '呢件衫幾多錢？',
    '我覺得你講得啱。',
    '一共五十蚊。',
    '我請你食飯。',
    '食咩好？',
    '你叫咩名？',
    '你食飯未？',
    '係啊，我知道。',
    '好食到爆！',
    '我好肚餓。',
    '我想要呢件。',
    '早晨，今日天氣點呀？',
    '不如一齊去食飯啦！',
  ])('a short line of everyday Cantonese is known by its words: %s', (line) => {
    expect(spans(line).map(([language]) => language)).toEqual(['yue']);
  });

  it('words that Cantonese shares with others are no sign alone', () => {
    expect(languages('我被三隻蚊子咬了。')).toEqual(['zh:我被三隻蚊子咬了。']);
    expect(languages('坐的士去機場。')).toEqual(['zh:坐的士去機場。']);
    expect(languages('巴士站喺邊度？的士呢？')).toEqual(['yue:巴士站喺邊度？', 'yue:的士呢？']);
  });

  it('finds three languages in a mixed text and gives punctuation to what it closes', () => {
    expect(spans('Hello，今天天气真不错！こんにちは！')).toEqual([
      ['en', 'Hello，', 'latin'],
      ['zh', '今天天气真不错！', 'han:simplified'],
      ['ja', 'こんにちは！', 'kana'],
    ]);
  });

  it.each<[string, string[]]>([
    ['这是No.1的品牌', ['zh:这是', 'en:No.1', 'zh:的品牌']],
    ['これはVol.3とVer.2.0です', ['ja:これは', 'en:Vol.3', 'ja:と', 'en:Ver.2.0', 'ja:です']],
    ['我用.NET写', ['zh:我用', 'en:.NET', 'zh:写']],
    ['我在Tokyo喝コーヒー', ['zh:我在', 'en:Tokyo', 'zh:喝', 'ja:コーヒー']],
    ['今天的メール很多', ['zh:今天的', 'ja:メール', 'zh:很多']],
    ['我说こんにちは', ['zh:我说', 'ja:こんにちは']],
    ['彼は「你好」と言った。', ['ja:彼は', 'zh:「你好」', 'ja:と言った。']],
    ['東京タワーへ行く', ['ja:東京タワーへ行く']],
    ['不可能ミッション', ['ja:不可能ミッション']],
    ['国際連合は1945年に設立された。', ['ja:国際連合は1945年に設立された。']],
    ['気温上昇', ['ja:気温上昇']],
    ['中国人民银行', ['zh:中国人民银行']],
    ['這是我們的家', ['zh:這是我們的家']],
    ['我在家。', ['zh:我在家。']],
    ['誰が来たのですか。', ['ja:誰が来たのですか。']],
    ['財産を没収する。', ['ja:財産を没収する。']],
    ['大家さんに家賃を払う。', ['ja:大家さんに家賃を払う。']],
    ['恐喝の容疑だ。', ['ja:恐喝の容疑だ。']],
    ['大家好！こんにちは！', ['zh:大家好！', 'ja:こんにちは！']],
  ])('reads the Han characters of %s by what stands around them', (text, expected) => {
    expect(languages(text)).toEqual(expected);
  });

  it.each([
    '港鐵荃灣綫因信號故障，列車服務延誤15至20分鐘。',
    '這裏是香港。',
    '政府説明計劃詳情。',
    '觀衆反應熱烈。',
    '生産力提高，羣衆滿意。',
    '香港衞生署公布疫情。',
  ])('knows the forms that Hong Kong prints for Chinese: %s', (text) => {
    expect(languages(text)).toEqual([`zh:${text}`]);
  });

  it.each(['会社説明会', '不動産', '生産技術部', '小説家', '最新鋭'])(
    'forms of Hong Kong that Japan writes stay Japanese alone: %s',
    (text) => {
      expect(languages(text)).toEqual([`ja:${text}`]);
    },
  );

  it.each<[string, string[]]>([
    ['他在Google工作，base在Tokyo。', ['zh:他在', 'en:Google', 'zh:工作，', 'en:base', 'zh:在', 'en:Tokyo。']],
    ['office在Hong Kong', ['en:office', 'zh:在', 'en:Hong Kong']],
    ['今晚meeting，Japan team的manager不在', ['zh:今晚', 'en:meeting，Japan team', 'zh:的', 'en:manager', 'zh:不在']],
    ['昨天开会。Tokyo office出差', ['zh:昨天开会。', 'en:Tokyo office', 'zh:出差']],
    ['I saw 大和 in Tokyo.', ['en:I saw', 'ja:大和', 'en:in Tokyo.']],
    ['I live in Tokyo, 東京.', ['en:I live in Tokyo,', 'ja:東京.']],
  ])('a place does not name the Chinese around it: %s', (text, expected) => {
    expect(languages(text)).toEqual(expected);
  });

  it('gives ambiguous Han characters to the request, then the neighbour, then the document', () => {
    expect(spans('富士山', 'ja')).toEqual([['ja', '富士山', 'han:prior']]);
    expect(spans('富士山', 'zh')).toEqual([['zh', '富士山', 'han:prior']]);
    expect(spans('富士山')).toEqual([['zh', '富士山', 'han:document']]);
    expect(spans('彼は学生です。富士山。').at(-1)).toEqual(['ja', '富士山。', 'han:near']);
    expect(spans('富士山\n\n彼は学生です。ここで学びました。')[0]).toEqual(['ja', '富士山', 'han:document']);
  });

  it('knows Japanese by forms that together are neither simplified nor traditional', () => {
    expect(spans('東京大学')).toEqual([['ja', '東京大学', 'han:forms']]);
    expect(languages('東京大學')).toEqual(['zh:東京大學']);
    expect(languages('东京大学')).toEqual(['zh:东京大学']);
  });

  it.each([
    '株式会社',
    '令和6年',
    '昭和五十年',
    '平成元年度',
    '東京都',
    '京都府',
    '大阪府大阪市',
    '山田商事株式会社御中',
    '御中',
  ])('knows %s for Japanese by its words', (text) => {
    expect(languages(text)).toEqual([`ja:${text}`]);
    expect(languages(text, 'zh')).toEqual([`zh:${text}`]);
  });

  it.each([
    '日本在令和6年宣布调整政策。',
    '他在东京的株式会社工作。',
    '御中堂是一家店。',
    '大阪府的人口很多。',
    '令和時代的開始。',
  ])('a word of Japanese that a Chinese sentence mentions stays in it: %s', (text) => {
    expect(languages(text)).toEqual([`zh:${text}`]);
  });

  it.each([
    ['老師說「ありがとう」是謝謝。', ['zh:老師說', 'ja:「ありがとう」', 'zh:是謝謝。']],
    ['他太太是韓國人，叫她「엄마」。', ['zh:他太太是韓國人，叫她', 'ko:「엄마」。']],
    ['日语里的“大丈夫”没问题。', ['zh:日语里的', 'ja:“大丈夫”', 'zh:没问题。']],
    ['「期間限定」四個日文字', ['ja:「期間限定」', 'zh:四個日文字']],
    ['The Japanese word 妻 means wife.', ['en:The Japanese word', 'ja:妻', 'en:means wife.']],
    ['사과(謝過)와 사과', ['ko:사과(謝過)와 사과']],
    ['English / 中文 / 日本語 / 한국어', ['en:English /', 'zh:中文 /', 'ja:日本語 /', 'ko:한국어']],
    ['店員問：「你要啲咩呀？」我聽不懂。', ['zh:店員問：', 'yue:「你要啲咩呀？」', 'zh:我聽不懂。']],
    ['他说(如果「明天', ['zh:他说(如果「明天']],
    ['「」「ありがとう」', ['ja:「」「ありがとう」']],
  ])('lets what %s quotes be in a language of its own', (text, expected) => {
    expect(languages(text)).toEqual(expected);
  });

  it('does not let the request overrule characters of one language', () => {
    expect(languages('今天天气真不错', 'ja')).toEqual(['zh:今天天气真不错']);
    expect(languages('駅前広場', 'zh')).toEqual(['ja:駅前広場']);
  });

  it('knows Cantonese by its own characters, weighed against Mandarin ones', () => {
    expect(languages('佢哋喺嗰度食嘢。')).toEqual(['yue:佢哋喺嗰度食嘢。']);
    expect(languages('我係香港人。')).toEqual(['yue:我係香港人。']);
    expect(languages('得閒飲茶')).toEqual(['yue:得閒飲茶']);
    expect(languages('我今日好開心')).toEqual(['yue:我今日好開心']);
    expect(languages('今日好消息很多。')).toEqual(['zh:今日好消息很多。']);
    expect(languages('粤语里的“嘅”字')).toEqual(['zh:粤语里的', 'yue:“嘅”', 'zh:字']);
    expect(languages('我們的關係很好')).toEqual(['zh:我們的關係很好']);
    expect(languages('關係')).toEqual(['zh:關係']);
    expect(languages('係', 'yue')).toEqual(['yue:係']);
    expect(languages('佢哋好鍾意。我有一個夢。')).toEqual(['yue:佢哋好鍾意。', 'yue:我有一個夢。']);
  });

  it.each([
    '人間関係は大切です。彼との関係も変わった。',
    '第一章\n\n人間関係は大切です。彼との関係も変わった。',
    '人間関係は大切です。国際関係も大切です。以上。',
    '係員に聞いてください。関係者以外立入禁止。',
    'それは係の人です。「関係者以外立入禁止」',
    '因果関係に係る問題。係争事件。',
    '係長と係員の関係。係数と係累。',
    '香港では「佢哋喺嗰度」と言うことがあるそうです。以上。',
  ])('reads %j as Japanese: half a word is no Cantonese copula, and kana outweigh what is quoted', (text) => {
    expect(spans(text).at(-1)?.[0]).toBe('ja');
    expect(spans(text)[0]?.[0]).toBe('ja');
  });

  it.each([
    '計算係數時，係數為零。',
    '他的關係戶、係數、聯係、維係。',
    '此係本校學生，彼係外人。',
    '關係、關係、關係。',
    '俾斯麦统一德国。俾斯麦辞职。',
    '唔，明天见。',
    '啫喱好喝。',
    '小羊咩咩叫。',
  ])('reads %j as Mandarin: a character that Cantonese shares is no sign of it', (text) => {
    expect(new Set(spans(text).map(([found]) => found))).toEqual(new Set(['zh']));
  });

  it.each([
    '我係香港人。佢唔係學生。',
    '呢啲嘢係乜嘢？',
    '你食咗飯未呀',
    '我哋聽日去邊度',
    '你係邊個？',
    '係咪真係呀？',
    '佢係我老師，都係我朋友。',
    '呢個係香港最好嘅餐廳。关系好重要，係咪？',
    '佢哋喺嗰度食嘢。こんにちは！唔該晒。',
  ])('knows %j for Cantonese by its grammar', (text) => {
    expect(spans(text)[0]?.[0]).toBe('yue');
    expect(spans(text).at(-1)?.[0]).toBe('yue');
  });

  it('reads decomposed kana as kana, in one run with the kanji beside them', () => {
    expect(languages('今天がくる'.normalize('NFD'))).toEqual(
      languages('今天がくる').map((one) => one.normalize('NFD')),
    );
    expect(spans('彼が学校で学ぶ。'.normalize('NFD')).map(([found]) => found)).toEqual(['ja']);
  });

  it('knows Korean by hangul, and hanja beside it', () => {
    expect(languages('안녕하세요. 大韓民國 만세')).toEqual(['ko:안녕하세요.', 'ko:大韓民國 만세']);
  });

  it.each<[string, string[]]>([
    ['距离5km左右', ['zh:距离5km左右']],
    ['GPT-4很强', ['en:GPT-4', 'zh:很强']],
    ['他买了5G手机', ['zh:他买了5', 'en:G', 'zh:手机']],
    ['从T3航站楼起飞', ['zh:从', 'en:T', 'zh:3航站楼起飞']],
    ['我们做B2B生意', ['zh:我们做', 'en:B2B', 'zh:生意']],
    ['Windows 11系统', ['en:Windows', 'zh:11系统']],
    ['第IX届会议', ['zh:第IX届会议']],
    ['佢話今日唔得閒，他的意思是明天再说。', ['yue:佢話今日唔得閒，', 'zh:他的意思是明天再说。']],
    ['唔該，請問點行呀라고 하세요', ['yue:唔該，請問點行呀', 'ko:라고 하세요']],
    ['個bill係$200，俾錢啦！', ['yue:個', 'en:bill', 'yue:係$200，俾錢啦！']],
    ['密碼係abc', ['yue:密碼係', 'en:abc']],
    ['佢个app好正', ['yue:佢个', 'en:app', 'yue:好正']],
    ['会议室A，14:00-15:00', ['zh:会议室', 'en:A，', 'zh:14:00-15:00']],
    ['我哋買MacBook Air，$9,499', ['yue:我哋買', 'en:MacBook Air，', 'yue:$9,499']],
    ['他说Hello，2 apples', ['zh:他说', 'en:Hello，2 apples']],
    ['Hello 2026年', ['en:Hello', 'zh:2026年']],
    ['第1st位', ['zh:第', 'en:1st', 'zh:位']],
    ['価格は999円、OK 3', ['ja:価格は999円、', 'en:OK 3']],
    ['α粒子', ['zh:α粒子']],
    ['第Ⅳ章', ['zh:第Ⅳ章']],
    ['½', ['en:½']],
  ])('reads the numbers and signs of %s with their neighbour', (text, expected) => {
    expect(languages(text)).toEqual(expected);
  });

  it('reads numbers without neighbours by the request, else the document', () => {
    expect(languages('2026-11-22')).toEqual(['en:2026-11-22']);
    expect(languages('2026-11-22', 'ja')).toEqual(['ja:2026-11-22']);
    expect(languages('今天很好\n3.14')).toEqual(['zh:今天很好', 'zh:3.14']);
  });

  it('takes what stands apart from hangul and speaks of itself for a sentence, not for hanja', () => {
    expect(languages('我個韓國朋友成日話 오늘 너무 피곤해 我都識講埋')).toEqual([
      'yue:我個韓國朋友成日話',
      'ko:오늘 너무 피곤해',
      'yue:我都識講埋',
    ]);
    expect(languages('我的朋友說 사랑해')).toEqual(['zh:我的朋友說', 'ko:사랑해']);
    expect(languages('自我 實現이 중요하다.')).toEqual(['ko:自我 實現이 중요하다.']);
    expect(languages('大韓民國 憲法은 不要不急 하지 않다.')).toEqual(['ko:大韓民國 憲法은 不要不急 하지 않다.']);
  });

  it('opens brackets and quotation marks with what they hold', () => {
    expect(languages('他说（see “this”）好的')).toEqual(['zh:他说', 'en:（see “this”）', 'zh:好的']);
  });

  it('names the script of letters that no language has', () => {
    expect(spans('Привет, world')).toEqual([['en', 'Привет, world', 'script:Cyrillic; latin']]);
  });

  it('gives letters that are read as Latin ones to English, and letters nobody reads to what stands beside them', () => {
    expect(spans('我们说Привет。')).toEqual([
      ['zh', '我们说', 'han:simplified'],
      ['en', 'Привет。', 'script:Cyrillic'],
    ]);
    expect(spans('我们说مرحبا。')).toEqual([['zh', '我们说مرحبا。', 'han:simplified; script:Arabic']]);
  });

  it('takes a letter that is a sign for a sign', () => {
    expect(spans('x ℹ️ b')).toEqual([['en', 'x ℹ️ b', 'latin']]);
  });
});

describe('Han tables', () => {
  it('hold no character twice and none that both countries write', () => {
    expect([...SIMPLIFIED_ONLY].filter((character) => JAPANESE_ONLY.has(character))).toEqual([]);
    for (const shared of '国来学会点号体声当党') {
      expect(SIMPLIFIED_ONLY.has(shared) || JAPANESE_ONLY.has(shared)).toBe(false);
    }
    for (const simplified of '们这说时图泽读') expect(SIMPLIFIED_ONLY.has(simplified)).toBe(true);
    for (const japanese of '気図沢読円駅峠込働') expect(JAPANESE_ONLY.has(japanese)).toBe(true);
  });
});
