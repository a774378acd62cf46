import { counted, counterAt } from './counters.js';
import { latinWord } from './latin-words.js';
import { integer } from './numbers.js';
import { pairs } from './pairs.js';
import type { Reading } from './readings.js';

/**
 * Abbreviations: Latin ones with a point or beside a number (No.3, Ver.2, AM), Latin runs that are a word of their own
 * (NASA, 3D), and company forms in brackets (株).
 */
export function readAbbreviations(text: string): readonly Reading[] {
  const readings: Reading[] = [];
  for (const match of text.matchAll(FOUND)) {
    const spoken = said(match);
    if (spoken !== undefined) {
      readings.push({ start: match.index, end: match.index + match[0].length, spoken, rule: 'abbreviation' });
    }
  }
  return readings;
}

const COMPANIES = pairs(
  '株=株式会社 有=有限会社 資=合資会社 名=合名会社 同=合同会社 財=財団法人 社=社団法人 医=医療法人 学=学校法人',
);
const ERAS: Readonly<Record<string, string>> = { R: 'レーワ', H: 'ヘーセー', S: 'ショーワ' };
/** Lower case, without the point. */
const TITLES = pairs(
  'tel=テル dr=ドクター mr=ミスター mrs=ミセス ms=ミズ vs=バーサス etc=エトセトラ no=ナンバー ver=バージョン version=バージョン v=バージョン vol=ボリューム am=ゴゼン pm=ゴゴ',
);

const FOUND = new RegExp(
  [
    /\((?<company>[株有資名同財社医学])\)(?![がはをにもとの])/,
    /(?<![A-Za-z])[Pp]{1,2}\. ?(?<page>\d{1,4})(?![\d.])/,
    /(?<![A-Za-z])[Nn]o\. ?1(?![\d.,-])(?<first>)/,
    /(?<![A-Za-z])(?<numbered>[Nn]o\.|[Vv]er(?:\.|sion)?|[Vv]ol\.?) ?(?=\d)/,
    /(?<![A-Za-z])(?<version>[Vv])(?=\d{1,4}\.\d)/,
    /(?<![A-Za-z])(?<half>[AP]\.?M\.?|[ap]\.?m\.?) ?(?=\d{1,2}(?:[:時](?!\d{3})))/,
    /(?<![A-Za-z])(?<title>[Vv][Ss]\.?|[Tt]el\.?|TEL|Dr\.|Mrs?\.|Ms\.|etc\.?)(?![A-Za-z])/,
    /(?<cup>W杯)/,
    // Eras by their letter; and the black triangle of balance sheets, a loss.
    /(?<![A-Za-z])(?<era>[RHS])(?=\d{1,2}年)/,
    /▲(?<loss>)(?=\d[\d,]{0,20}(?:\.\d{1,6})?(?:%|ポイント|円|百?万|億|兆))/,
    /(?<![A-Za-z0-9.])(?<run>[A-Za-z0-9]{2,8})(?![A-Za-z0-9])/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gu',
);

function said({ groups = {} }: RegExpMatchArray): string | undefined {
  if (groups['company'] !== undefined) return COMPANIES.get(groups['company']);
  if (groups['page'] !== undefined) {
    const page = counterAt('ページ', 0);
    return page === undefined ? undefined : counted(integer(groups['page']), page);
  }
  if (groups['first'] !== undefined) return 'ナンバー ワン';
  if (groups['era'] !== undefined) return ERAS[groups['era']];
  if (groups['loss'] !== undefined) return 'マイナス ';
  if (groups['cup'] !== undefined) return 'ワールドカップ';
  if (groups['run'] !== undefined) return latinWord(groups['run']);
  const short = groups['numbered'] ?? groups['version'] ?? groups['half'] ?? groups['title'] ?? '';
  const word = TITLES.get(short.replaceAll('.', '').toLowerCase());
  return word === undefined ? undefined : ` ${word} `;
}

/** Letters and points before a number hide from the scanner of numerals what it is: blanked, index for index. */
export function withoutAbbreviations(text: string): string {
  return text.replace(
    /(?<![A-Za-z])(?:(?:[AP]\.?M\.?|[ap]\.?m\.?)(?= ?\d{1,2}:[0-5]\d)|(?:[Vv]er|[Nn]o|[Vv]ol|pp?)\.(?= ?\d))/gu,
    (before) => ' '.repeat(before.length),
  );
}
