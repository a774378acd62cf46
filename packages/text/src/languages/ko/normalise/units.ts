import type { Currency } from '../../../numerals/scan.js';

/** Names of the units of `numerals/units.ts`; `lead` is said before the number (시속 팔십 킬로미터). */
export interface UnitName {
  readonly name: string;
  readonly lead?: string;
}

const unit = (name: string, lead = ''): UnitName => (lead === '' ? { name } : { name, lead });

export const UNIT_NAMES: Readonly<Record<string, UnitName>> = {
  '°C': unit('도', '섭씨'),
  '°F': unit('도', '화씨'),
  '°': unit('도'),
  km: unit('킬로미터'),
  m: unit('미터'),
  cm: unit('센티미터'),
  mm: unit('밀리미터'),
  μm: unit('마이크로미터'),
  nm: unit('나노미터'),
  kg: unit('킬로그램'),
  g: unit('그램'),
  mg: unit('밀리그램'),
  μg: unit('마이크로그램'),
  'μg/m³': unit('마이크로그램', '세제곱미터당'),
  t: unit('톤'),
  L: unit('리터'),
  mL: unit('밀리리터'),
  'km/h': unit('킬로미터', '시속'),
  'm/s': unit('미터', '초속'),
  mph: unit('마일', '시속'),
  'm²': unit('제곱미터'),
  'km²': unit('제곱킬로미터'),
  'm³': unit('세제곱미터'),
  'cm²': unit('제곱센티미터'),
  'cm³': unit('세제곱센티미터'),
  mmHg: unit('밀리미터에이치지'),
  hPa: unit('헥토파스칼'),
  kPa: unit('킬로파스칼'),
  ppm: unit('피피엠'),
  KB: unit('킬로바이트'),
  MB: unit('메가바이트'),
  GB: unit('기가바이트'),
  TB: unit('테라바이트'),
  kbps: unit('킬로비피에스'),
  Mbps: unit('메가비피에스'),
  Gbps: unit('기가비피에스'),
  Hz: unit('헤르츠'),
  kHz: unit('킬로헤르츠'),
  MHz: unit('메가헤르츠'),
  GHz: unit('기가헤르츠'),
  W: unit('와트'),
  kW: unit('킬로와트'),
  MW: unit('메가와트'),
  kWh: unit('킬로와트시'),
  V: unit('볼트'),
  mAh: unit('밀리암페어시'),
  kcal: unit('킬로칼로리'),
  dB: unit('데시벨'),
  px: unit('픽셀'),
  fps: unit('에프피에스'),
  rpm: unit('알피엠'),
  ft: unit('피트'),
  lb: unit('파운드'),
  oz: unit('온스'),
  mi: unit('마일'),
  ms: unit('밀리초'),
  s: unit('초'),
  min: unit('분'),
  h: unit('시간'),
};

/** Name of the currency, and of its hundredth part where prices name it. */
export const CURRENCY_NAMES: Readonly<Record<Currency, { readonly name: string; readonly cent?: string }>> = {
  USD: { name: '달러', cent: '센트' },
  EUR: { name: '유로', cent: '센트' },
  GBP: { name: '파운드', cent: '펜스' },
  '¥': { name: '엔' },
  JPY: { name: '엔' },
  CNY: { name: '위안' },
  HKD: { name: '홍콩 달러', cent: '센트' },
  TWD: { name: '대만 달러' },
  KRW: { name: '원' },
  INR: { name: '루피' },
};

/** Written behind a sign that already says it (`$5달러`): said once. */
export const CURRENCY_WORDS = /^ ?(?:달러|유로|파운드|엔|위안|원|루피)(?![가-힣]{2})/u;
