import { SOUND, type SoundChange } from './numbers.js';

/** Symbols of the numeral scanner's units -> how they are said. */
const WORDS: readonly (readonly [sound: keyof typeof SOUND, words: string])[] = [
  ['plain', '°C=ド °F=ド °=ド m=メートル mm=ミリメートル μm=マイクロメートル nm=ナノメートル g=グラム mg=ミリグラム'],
  ['plain', 'L=リットル mL=ミリリットル m/s=メートル mph=マイル m²=ヘーホウメートル m³=リッポウメートル'],
  [
    'plain',
    'TB=テラバイト MB=メガバイト GB=ギガバイト Mbps=メガビーピーエス Gbps=ギガビーピーエス Hz=ヘルツ MHz=メガヘルツ',
  ],
  ['plain', 'GHz=ギガヘルツ W=ワット MW=メガワット V=ボルト mAh=ミリアンペアアワー dB=デシベル fps=エフピーエス'],
  ['plain', 'rpm=アールピーエム oz=オンス mi=マイル ms=ミリビョウ s=ビョウ h=ジカン'],
  ['st', 'cm=センチメートル t=トン px=ピクセル ft=フィート'],
  ['loanP', 'lb=ポンド'],
  ['loanK', 'km=キロメートル kg=キログラム KB=キロバイト kbps=キロビーピーエス kHz=キロヘルツ kW=キロワット'],
  ['loanK', 'km/h=キロメートル kWh=キロワットジ kcal=キロカロリー km²=ヘーホウキロメートル'],
  ['plain', 'μg=マイクログラム μg/m³=マイクログラムマイリッポウメートル mmHg=ミリメートルエイチジー'],
  ['plain', 'cm²=ヘーホウセンチメートル cm³=リッポウセンチメートル hPa=ヘクトパスカル'],
  ['loanK', 'kPa=キロパスカル'],
  ['st', 'ppm=ピーピーエム'],
  ['fun', 'min=フン'],
];

export interface UnitWord {
  readonly reading: string;
  readonly sound: SoundChange;
  /** Said before the number: 時速, カ氏. */
  readonly before: string;
}

const BEFORE: Readonly<Record<string, string>> = {
  'km/h': 'ジソク ',
  mph: 'ジソク ',
  'm/s': 'ビョウソク ',
  '°F': 'カシ ',
};

const UNIT_WORDS: ReadonlyMap<string, UnitWord> = new Map(
  WORDS.flatMap(([sound, words]) =>
    words.split(' ').map((entry) => {
      const [symbol = '', reading = ''] = entry.split('=');
      return [symbol, { reading, sound: SOUND[sound], before: BEFORE[symbol] ?? '' }] as const;
    }),
  ),
);

/** How a unit of the numeral scanner is said; undefined for one this table lacks (a test keeps them equal). */
export function unitWord(symbol: string): UnitWord | undefined {
  return UNIT_WORDS.get(symbol);
}

/** Currencies of the numeral scanner; yen has a counter of its own. */
export const CURRENCY_WORDS: Readonly<Record<string, string>> = {
  USD: 'ドル',
  EUR: 'ユーロ',
  GBP: 'ポンド',
  '¥': '円',
  JPY: '円',
  CNY: '元',
  HKD: 'ホンコンドル',
  TWD: 'タイワンドル',
  KRW: 'ウォン',
  INR: 'ルピー',
};
