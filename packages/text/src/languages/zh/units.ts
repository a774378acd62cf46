import type { Currency } from '../../numerals/scan.js';

/** Names of the units of `numerals/units.ts`. */
export const UNIT_NAMES: Readonly<Record<string, string>> = {
  '°C': '摄氏度',
  '°F': '华氏度',
  '°': '度',
  km: '公里',
  m: '米',
  cm: '厘米',
  mm: '毫米',
  μm: '微米',
  nm: '纳米',
  kg: '公斤',
  g: '克',
  mg: '毫克',
  μg: '微克',
  'μg/m³': '微克每立方米',
  t: '吨',
  L: '升',
  mL: '毫升',
  'km/h': '公里每小时',
  'm/s': '米每秒',
  mph: '英里每小时',
  'm²': '平方米',
  'km²': '平方公里',
  'm³': '立方米',
  'cm²': '平方厘米',
  'cm³': '立方厘米',
  mmHg: '毫米汞柱',
  hPa: '百帕',
  kPa: '千帕',
  ppm: '百万分之一',
  KB: 'KB',
  MB: 'MB',
  GB: 'GB',
  TB: 'TB',
  kbps: '千比特每秒',
  Mbps: '兆比特每秒',
  Gbps: 'G比特每秒',
  Hz: '赫兹',
  kHz: '千赫',
  MHz: '兆赫',
  GHz: 'G赫兹',
  W: '瓦',
  kW: '千瓦',
  MW: '兆瓦',
  kWh: '千瓦时',
  V: '伏',
  mAh: '毫安时',
  kcal: '千卡',
  dB: '分贝',
  px: '像素',
  fps: '帧每秒',
  rpm: '转每分钟',
  ft: '英尺',
  lb: '磅',
  oz: '盎司',
  mi: '英里',
  ms: '毫秒',
  s: '秒',
  min: '分钟',
  h: '小时',
};

export const CURRENCY_NAMES: Readonly<Record<Currency, string>> = {
  USD: '美元',
  EUR: '欧元',
  GBP: '英镑',
  '¥': '元',
  JPY: '日元',
  CNY: '元',
  HKD: '港元',
  TWD: '新台币',
  KRW: '韩元',
  INR: '卢比',
};

/** Powers of ten that Chinese has a word for; other magnitudes are multiplied out ($5M 五百万美元). */
export const MAGNITUDE_NAMES: ReadonlyMap<number, string> = new Map([
  [4, '万'],
  [8, '亿'],
  [12, '万亿'],
]);

/** Signs that hold a whole unit. */
export const UNIT_SIGNS: Readonly<Record<string, string>> = {
  '℃': '摄氏度',
  '℉': '华氏度',
  '㎡': '平方米',
  '㎥': '立方米',
  '㎏': '公斤',
  '㎝': '厘米',
  '㎜': '毫米',
  '㎞': '公里',
};

/** Units that stand behind a slash on their own: 5元/kg, 5mg/L. Longest first where one begins another. */
export const UNITS_BEHIND_SLASH = [
  '㎡',
  '㎥',
  'km²',
  'm²',
  'm³',
  'cm³',
  'cm²',
  'kWh',
  'km',
  'kg',
  'mg',
  'mL',
  'min',
  'ms',
  'm',
  'g',
  'L',
  't',
  'h',
  's',
];

/** Signs read between and before numbers. */
export const SIGN_NAMES: Readonly<Record<string, string>> = {
  '+': '加',
  '＋': '加',
  '=': '等于',
  '＝': '等于',
  '×': '乘以',
  '÷': '除以',
  '±': '正负',
  '≤': '小于等于',
  '≥': '大于等于',
  '≈': '约等于',
  '≠': '不等于',
  '&': '和',
  '＆': '和',
  '¢': '美分',
  '∞': '无穷大',
  '∈': '属于',
  '∉': '不属于',
  '∩': '交',
  '∪': '并',
  '∅': '空集',
  '∠': '角',
  '⊥': '垂直于',
  '∥': '平行于',
  '∵': '因为',
  '∴': '所以',
  '∝': '正比于',
  '∫': '积分',
  '∑': '求和',
  '≡': '恒等于',
  '≌': '全等于',
  '∽': '相似于',
  '≦': '小于等于',
  '≧': '大于等于',
  '≒': '约等于',
};

/** Greek letters stand alone as signs. */
export const LETTER_NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'α阿尔法 β贝塔 γ伽马 δ德尔塔 ε艾普西隆 ζ泽塔 η伊塔 θ西塔 ι约塔 κ卡帕 λ兰姆达 μ缪 ν纽 ξ克西 ο奥密克戎 π派 ρ柔 ' +
    'σ西格玛 ς西格玛 τ陶 υ宇普西隆 φ斐 χ希 ψ普西 ω欧米伽'
  )
    .split(' ')
    .flatMap((row) => [row, row.toUpperCase()])
    .map((row) => [row.charAt(0), row.slice(1)] as const),
);
