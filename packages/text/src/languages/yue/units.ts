import type { Currency } from '../../numerals/scan.js';

/**
 * Names of the units of `numerals/units.ts`, as Hong Kong says them: sizes of memory and rates of data by their letters,
 * ounces as 安士. `before` goes in front of the number (攝氏二十五度, 百萬分之五十).
 */
export const UNIT_NAMES: Readonly<Record<string, string>> = {
  '°C': '度',
  '°F': '度',
  '°': '度',
  km: '公里',
  m: '米',
  cm: '厘米',
  mm: '毫米',
  μm: '微米',
  nm: '納米',
  kg: '公斤',
  g: '克',
  mg: '毫克',
  μg: '微克',
  'μg/m³': '微克每立方米',
  t: '公噸',
  L: '公升',
  mL: '毫升',
  'km/h': '公里每小時',
  'm/s': '米每秒',
  mph: '英里每小時',
  'm²': '平方米',
  'km²': '平方公里',
  'm³': '立方米',
  'cm²': '平方厘米',
  'cm³': '立方厘米',
  mmHg: '毫米水銀柱',
  hPa: '百帕',
  kPa: '千帕',
  ppm: '',
  KB: 'KB',
  MB: 'MB',
  GB: 'GB',
  TB: 'TB',
  kbps: 'Kbps',
  Mbps: 'Mbps',
  Gbps: 'Gbps',
  Hz: '赫茲',
  kHz: '千赫',
  MHz: '兆赫',
  GHz: '吉赫',
  W: '瓦',
  kW: '千瓦',
  MW: '兆瓦',
  kWh: '千瓦時',
  V: '伏特',
  mAh: '毫安時',
  kcal: '千卡',
  dB: '分貝',
  px: '像素',
  fps: '格每秒',
  rpm: '轉每分鐘',
  ft: '呎',
  lb: '磅',
  oz: '安士',
  mi: '英里',
  ms: '毫秒',
  s: '秒',
  min: '分鐘',
  h: '小時',
};

export const UNIT_PREFIXES: Readonly<Record<string, string>> = { '°C': '攝氏', '°F': '華氏', ppm: '百萬分之' };

/** A bare `$` is the Hong Kong dollar and is no key here: see `money.ts`. */
export const CURRENCY_NAMES: Readonly<Record<Currency, string>> = {
  USD: '美元',
  EUR: '歐元',
  GBP: '英鎊',
  '¥': '元',
  JPY: '日圓',
  CNY: '元人民幣',
  HKD: '港元',
  TWD: '元新台幣',
  KRW: '韓圜',
  INR: '盧比',
};

/** Powers of ten that Chinese has a word for; other magnitudes are multiplied out ($5M 五百萬蚊). */
export const MAGNITUDE_NAMES: ReadonlyMap<number, string> = new Map([
  [4, '萬'],
  [8, '億'],
  [12, '萬億'],
]);

/** Signs read between and before numbers. */
export const SIGN_NAMES: Readonly<Record<string, string>> = {
  '+': '加',
  '＋': '加',
  '=': '等於',
  '＝': '等於',
  '×': '乘',
  '÷': '除以',
  '±': '正負',
  '<': '小於',
  '＜': '小於',
  '>': '大於',
  '＞': '大於',
  '≤': '小於或等於',
  '≦': '小於或等於',
  '≥': '大於或等於',
  '≧': '大於或等於',
  '≈': '約等於',
  '≒': '約等於',
  '≠': '不等於',
  '√': '根號',
  '∞': '無限大',
  '∑': '總和',
  '∠': '角',
  '∵': '因為',
  '∴': '所以',
  '&': '同',
  '＆': '同',
  '%': '巴仙',
  '％': '巴仙',
  '¢': '美仙',
  '№': '號碼',
};

/** Greek letters stand alone as signs. */
export const LETTER_NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'α阿爾法 β貝他 γ伽瑪 δ德爾塔 ε艾普西隆 ζ澤塔 η伊塔 θ西塔 ι約塔 κ卡帕 λ藍達 μ謬 ν紐 ξ克西 ο奧密克戎 π派 ρ柔 ' +
    'σ西格瑪 ς西格瑪 τ陶 υ宇普西隆 φ斐 χ開 ψ普西 ω奧米加'
  )
    .split(' ')
    .flatMap((row) => [row, row.toUpperCase()])
    .map((row) => [row.charAt(0), row.slice(1)] as const),
);
