import type { SOUND, Tail } from './numbers.js';

/**
 * Counters: how the word after a number changes the number and is changed by it. A group shares a sound change; its
 * entries are `written=reading`. A word not listed is read as it stands, after the plain number.
 */
export interface CounterGroup {
  readonly sound: keyof typeof SOUND;
  readonly words: string;
  /** Readings of a last digit before this counter that differ from counting (四時 ヨジ, 九時 クジ). */
  readonly tails?: Partial<Record<Tail, string>>;
  /** Readings of whole numbers, counter included (二人 フタリ). */
  readonly irregular?: Readonly<Record<string, string>>;
  /** 1 and 2 are native words before the reading: 一桁 ヒトケタ, 二桁 フタケタ. */
  readonly native?: true;
  /** Name of the rule in the plan; `number:counter` where absent. */
  readonly rule?: string;
}

/** 1 is イチニチ; as the first of a month it is ツイタチ, which only the context tells. */
const DAYS = {
  '2': 'フツカ',
  '3': 'ミッカ',
  '4': 'ヨッカ',
  '5': 'イツカ',
  '6': 'ムイカ',
  '7': 'ナノカ',
  '8': 'ヨウカ',
  '9': 'ココノカ',
  '10': 'トオカ',
  '14': 'ジュウヨッカ',
  '20': 'ハツカ',
  '24': 'ニジュウヨッカ',
} as const;

const THINGS = {
  '1': 'ヒトツ',
  '2': 'フタツ',
  '3': 'ミッツ',
  '4': 'ヨッツ',
  '5': 'イツツ',
  '6': 'ムッツ',
  '7': 'ナナツ',
  '8': 'ヤッツ',
  '9': 'ココノツ',
} as const;

const YO = { '4': 'ヨ' } as const;

export const COUNTERS: readonly CounterGroup[] = [
  // Time
  { sound: 'plain', words: '年=ネン 年間=ネンカン 年生=ネンセー 年代=ネンダイ 年度=ネンド', tails: YO, rule: 'date' },
  { sound: 'plain', words: '月=ガツ', tails: { '4': 'シ', '7': 'シチ', '9': 'ク' }, rule: 'date' },
  { sound: 'plain', words: '日=ニチ', tails: { '7': 'シチ', '9': 'ク' }, irregular: DAYS, rule: 'date' },
  {
    sound: 'plain',
    words: '時=ジ 時間=ジカン 時限=ジゲン',
    tails: { '0': 'レイ', '4': 'ヨ', '7': 'シチ', '9': 'ク' },
    rule: 'time',
  },
  { sound: 'fun', words: '分=フン', rule: 'time' },
  { sound: 'plain', words: '秒=ビョウ', rule: 'time' },
  { sound: 'k', words: 'か月=カゲツ カ月=カゲツ ヵ月=カゲツ ヶ月=カゲツ ケ月=カゲツ 箇月=カゲツ', rule: 'date' },
  { sound: 'k', words: 'か年=カネン カ年=カネン ヵ年=カネン ヶ年=カネン ケ年=カネン', rule: 'date' },
  { sound: 'st', words: '週=シュウ 週間=シュウカン 周年=シュウネン 世紀=セーキ', rule: 'date' },
  // People, things, animals
  { sound: 'plain', words: '人=ニン', tails: YO, irregular: { '1': 'ヒトリ', '2': 'フタリ', '7': 'シチニン' } },
  { sound: 'plain', words: '人前=ニンマエ 人部屋=ニンベヤ', tails: YO },
  { sound: 'plain', words: 'つ=ツ', irregular: THINGS },
  { sound: 'st', words: '才=サイ 歳=サイ', irregular: { '20': 'ハタチ' } },
  { sound: 'plain', words: '羽=ワ', irregular: { '3': 'サンバ', '6': 'ロッパ', '10': 'ジュッパ' } },
  { sound: 'hb', words: '本=ホン 匹=ヒキ 杯=ハイ 票=ヒョウ 俵=ヒョウ' },
  {
    sound: 'hp',
    words: '泊=ハク 発=ハツ 拍=ハク 班=ハン 版=ハン 筆=ヒツ 編=ヘン 篇=ヘン 遍=ヘン 歩=ホ 品目=ヒンモク 敗=ハイ',
  },
  { sound: 'kg', words: '階=カイ 軒=ケン 階建て=カイダテ' },
  { sound: 'stz', words: '足=ソク' },
  {
    sound: 'k',
    words:
      '個=コ 箇=コ 回=カイ 件=ケン 曲=キョク 機=キ 基=キ 級=キュウ 局=キョク 句=ク 区=ク 校=コウ 巻=カン 課=カ 期=キ 期生=キセー 均=キン 脚=キャク 缶=カン 球=キュウ 回戦=カイセン 拠点=キョテン 貫=カン 斤=キン 石=コク 戸=コ',
  },
  { sound: 'k', words: 'か国=カコク カ国=カコク ヵ国=カコク ヶ国=カコク ケ国=カコク 箇国=カコク' },
  { sound: 'k', words: 'か国語=カコクゴ カ国語=カコクゴ ヵ国語=カコクゴ ヶ国語=カコクゴ' },
  { sound: 'k', words: 'か所=カショ カ所=カショ ヵ所=カショ ヶ所=カショ ケ所=カショ 箇所=カショ' },
  { sound: 'k', words: 'か条=カジョウ カ条=カジョウ ヵ条=カジョウ ヶ条=カジョウ 箇条=カジョウ' },
  {
    sound: 'st',
    words:
      '冊=サツ 社=シャ 種類=シュルイ 種=シュ 周=シュウ 世=セー 色=ショク 室=シツ 席=セキ 隻=セキ 首=シュ 勝=ショウ 章=ショウ 節=セツ 食=ショク 試合=シアイ 進=シン 親等=シントウ 床=ショウ 世帯=セタイ 選=セン 戦=セン 艘=ソウ 升=ショウ 尺=シャク 式=シキ 刷=サツ 歳児=サイジ',
  },
  {
    sound: 'st',
    words:
      '点=テン 頭=トウ 通=ツウ 着=チャク 丁目=チョウメ 丁=チョウ 体=タイ 滴=テキ 等=トウ 棟=トウ 艇=テイ 対=ツイ 党=トウ 店=テン 店舗=テンポ',
  },
  {
    sound: 'plain',
    words:
      '枚=マイ 尾=ビ 台=ダイ 番目=バンメ 番線=バンセン 番街=バンガイ 番手=バンテ 番地=バンチ 倍=バイ 号=ゴウ 号室=ゴウシツ 号車=ゴウシャ 部=ブ 問=モン 名=メー 面=メン 話=ワ 位=イ 割=ワリ 割引=ワリビキ 割増=ワリマシ 厘=リン 夜=ヤ 条=ジョウ 段=ダン 段階=ダンカイ 度=ド 文字=モジ 代=ダイ 両=リョウ 列=レツ 例=レイ 語=ゴ 行=ギョウ 膳=ゼン 軍=グン 限=ゲン 次=ジ 次元=ジゲン 次会=ジカイ 学期=ガッキ 段落=ダンラク 世代=セダイ 拍子=ビョウシ 合=ゴウ 合目=ゴウメ 打席=ダセキ 塁=ルイ 名様=メーサマ 門=モン 巡=ジュン 部作=ブサク 角形=カクケー 面体=メンタイ 乗根=ジョウコン 字=ジ 寸=スン 坪=ツボ 里=リ 連勝=レンショウ 連敗=レンパイ 連休=レンキュウ',
  },
  { sound: 'plain', words: '分咲き=ブザキ 分丈=ブタケ 分袖=ブソデ', tails: { '7': 'シチ' } },
  { sound: 'plain', words: '畳=ジョウ', tails: YO },
  { sound: 'plain', words: '晩=バン', native: true, irregular: { '3': 'ミバン' } },
  { sound: 'plain', words: 'Ω=オーム kΩ=キロオーム MΩ=メガオーム', rule: 'number:unit' },
  // The numbers of the police and of the fire brigade have a name of their own.
  { sound: 'plain', words: '番=バン', irregular: { '110': 'ヒャクトーバン' } },
  {
    sound: 'plain',
    words:
      '桁=ケタ 皿=サラ 箱=ハコ 袋=フクロ 束=タバ 組=クミ 口=クチ 品=シナ 部屋=ヘヤ 切れ=キレ 粒=ツブ 株=カブ 通り=トオリ 房=フサ 鉢=ハチ 玉=タマ 筋=スジ 握り=ニギリ 揃い=ソロイ さじ=サジ',
    native: true,
  },
  // Money and measures
  { sound: 'plain', words: '円=エン', tails: YO, rule: 'money' },
  {
    sound: 'plain',
    words: 'ドル=ドル ユーロ=ユーロ ウォン=ウォン 元=ゲン ルピー=ルピー',
    rule: 'money',
  },
  { sound: 'st', words: 'セント=セント', rule: 'money' },
  { sound: 'loanP', words: 'ポンド=ポンド', rule: 'money' },
  {
    sound: 'loanK',
    words:
      'キロ=キロ キロメートル=キロメートル キログラム=キログラム キロワット=キロワット カロリー=カロリー キロカロリー=キロカロリー キロバイト=キロバイト',
    rule: 'number:unit',
  },
  { sound: 'st', words: 'センチ=センチ センチメートル=センチメートル トン=トン', rule: 'number:unit' },
  { sound: 'st', words: 'パーセント=パーセント', rule: 'percent' },
  {
    sound: 'plain',
    words: 'メートル=メートル ミリ=ミリ グラム=グラム リットル=リットル ワット=ワット ボルト=ボルト',
    rule: 'number:unit',
  },
  {
    sound: 'loanP',
    words:
      'ページ=ページ 頁=ページ ポイント=ポイント セット=セット チーム=チーム タイプ=タイプ パック=パック パターン=パターン',
  },
];

/** What may follow a counter and is then read with it: 二人目 フタリメ, 二日間 フツカカン. `after`: which counters. */
export const FOLLOWING: readonly { readonly written: string; readonly kana: string; readonly after: RegExp }[] = [
  { written: '以上', kana: 'イジョウ', after: /./u },
  { written: '以下', kana: 'イカ', after: /./u },
  { written: '以内', kana: 'イナイ', after: /./u },
  { written: '未満', kana: 'ミマン', after: /./u },
  { written: '目', kana: 'メ', after: /./u },
  { written: '間', kana: 'マ', after: /畳$/u },
  { written: '間', kana: 'カン', after: /[年日分秒月]$/u },
  { written: '前', kana: 'マエ', after: /(?:[年月日時分秒回]|時間|週間)$/u },
  { written: '後', kana: 'ゴ', after: /(?:[年月日分秒回]|時間|週間)$/u },
  { written: '半', kana: 'ハン', after: /(?:[年時畳]|時間|[かカヵヶケ箇]月)$/u },
  { written: '分', kana: 'ブン', after: /(?:[人日年回個]|時間|週間|[かカヵヶケ箇]月)$/u },
  { written: '中', kana: 'ジュウ', after: /^(?:晩|夜)$/u },
  { written: '札', kana: 'サツ', after: /(?:円|ドル|ユーロ|元|ポンド)$/u },
  { written: '玉', kana: 'ダマ', after: /円$/u },
  { written: '組', kana: 'グミ', after: /人$/u },
];
