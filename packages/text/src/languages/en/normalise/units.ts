/** Units and currencies by the canonical symbols of the numeral scanner: singular, and plural where it is not `+s`. */

const UNIT_NAMES: Readonly<Record<string, readonly [string, string?]>> = {
  '°C': ['degree Celsius', 'degrees Celsius'],
  '°F': ['degree Fahrenheit', 'degrees Fahrenheit'],
  '°': ['degree'],
  km: ['kilometer'],
  m: ['meter'],
  cm: ['centimeter'],
  mm: ['millimeter'],
  μm: ['micrometer'],
  nm: ['nanometer'],
  kg: ['kilogram'],
  g: ['gram'],
  mg: ['milligram'],
  μg: ['microgram'],
  'μg/m³': ['microgram per cubic meter', 'micrograms per cubic meter'],
  t: ['ton'],
  L: ['liter'],
  mL: ['milliliter'],
  'km/h': ['kilometer per hour', 'kilometers per hour'],
  'm/s': ['meter per second', 'meters per second'],
  mph: ['mile per hour', 'miles per hour'],
  'm²': ['square meter'],
  'km²': ['square kilometer'],
  'm³': ['cubic meter'],
  'cm²': ['square centimeter'],
  'cm³': ['cubic centimeter'],
  mmHg: ['millimeter of mercury', 'millimeters of mercury'],
  hPa: ['hectopascal'],
  kPa: ['kilopascal'],
  ppm: ['part per million', 'parts per million'],
  KB: ['kilobyte'],
  MB: ['megabyte'],
  GB: ['gigabyte'],
  TB: ['terabyte'],
  kbps: ['kilobit per second', 'kilobits per second'],
  Mbps: ['megabit per second', 'megabits per second'],
  Gbps: ['gigabit per second', 'gigabits per second'],
  Hz: ['hertz', 'hertz'],
  kHz: ['kilohertz', 'kilohertz'],
  MHz: ['megahertz', 'megahertz'],
  GHz: ['gigahertz', 'gigahertz'],
  W: ['watt'],
  kW: ['kilowatt'],
  MW: ['megawatt'],
  kWh: ['kilowatt hour'],
  V: ['volt'],
  mAh: ['milliamp hour'],
  kcal: ['kilocalorie'],
  dB: ['decibel'],
  px: ['pixel'],
  fps: ['frame per second', 'frames per second'],
  rpm: ['revolution per minute', 'revolutions per minute'],
  ft: ['foot', 'feet'],
  lb: ['pound'],
  oz: ['ounce'],
  mi: ['mile'],
  ms: ['millisecond'],
  s: ['second'],
  min: ['minute'],
  h: ['hour'],
};

/** The unit's name; a symbol we do not know is kept as written, to be read by its letters. */
export function unitName(symbol: string, singular: boolean): string {
  const names = UNIT_NAMES[symbol];
  if (names === undefined) return symbol;
  return singular ? names[0] : (names[1] ?? `${names[0]}s`);
}

export const knowsUnit = (symbol: string): boolean => symbol in UNIT_NAMES;

export interface CurrencyNames {
  readonly one: string;
  readonly many: string;
  /** Hundredth part, singular and plural; undefined where none is in use. */
  readonly minor: readonly [string, string] | undefined;
}

const cents = ['cent', 'cents'] as const;

/** ISO 4217 and, where the sign says less (`kr`, `¥`), the sign. */
const CURRENCIES: Readonly<Record<string, CurrencyNames>> = {
  USD: { one: 'dollar', many: 'dollars', minor: cents },
  EUR: { one: 'euro', many: 'euros', minor: cents },
  GBP: { one: 'pound', many: 'pounds', minor: ['penny', 'pence'] },
  // The bare sign is yen in English text far more often than yuan.
  '¥': { one: 'yen', many: 'yen', minor: undefined },
  JPY: { one: 'yen', many: 'yen', minor: undefined },
  CNY: { one: 'yuan', many: 'yuan', minor: undefined },
  HKD: { one: 'Hong Kong dollar', many: 'Hong Kong dollars', minor: cents },
  TWD: { one: 'New Taiwan dollar', many: 'New Taiwan dollars', minor: cents },
  KRW: { one: 'won', many: 'won', minor: undefined },
  CAD: { one: 'Canadian dollar', many: 'Canadian dollars', minor: cents },
  AUD: { one: 'Australian dollar', many: 'Australian dollars', minor: cents },
  NZD: { one: 'New Zealand dollar', many: 'New Zealand dollars', minor: cents },
  SGD: { one: 'Singapore dollar', many: 'Singapore dollars', minor: cents },
  CHF: { one: 'Swiss franc', many: 'Swiss francs', minor: ['centime', 'centimes'] },
  SEK: { one: 'Swedish krona', many: 'Swedish kronor', minor: undefined },
  NOK: { one: 'Norwegian krone', many: 'Norwegian kroner', minor: undefined },
  DKK: { one: 'Danish krone', many: 'Danish kroner', minor: undefined },
  kr: { one: 'krone', many: 'kroner', minor: undefined },
  PLN: { one: 'zloty', many: 'zlotys', minor: undefined },
  zł: { one: 'zloty', many: 'zlotys', minor: undefined },
  CZK: { one: 'Czech koruna', many: 'Czech korunas', minor: undefined },
  BRL: { one: 'real', many: 'reais', minor: undefined },
  MXN: { one: 'Mexican peso', many: 'Mexican pesos', minor: undefined },
  RUB: { one: 'ruble', many: 'rubles', minor: undefined },
  TRY: { one: 'lira', many: 'liras', minor: undefined },
  THB: { one: 'baht', many: 'baht', minor: undefined },
  VND: { one: 'dong', many: 'dong', minor: undefined },
  NGN: { one: 'naira', many: 'naira', minor: undefined },
  ILS: { one: 'shekel', many: 'shekels', minor: undefined },
  PHP: { one: 'Philippine peso', many: 'Philippine pesos', minor: undefined },
  UAH: { one: 'hryvnia', many: 'hryvnias', minor: undefined },
  BTC: { one: 'bitcoin', many: 'bitcoins', minor: undefined },
  INR: { one: 'rupee', many: 'rupees', minor: ['paisa', 'paise'] },
};

export const currencyNames = (code: string): CurrencyNames =>
  (Object.hasOwn(CURRENCIES, code) ? CURRENCIES[code] : undefined) ?? { one: code, many: code, minor: undefined };
