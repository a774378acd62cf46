import { pairs } from './pairs.js';

/**
 * Where IPADIC has another reading than everyday speech, or none: one to three of its morphemes joined -> katakana as
 * pronounced, words parted by `_`. Each was seen to be read wrongly without its entry.
 */
const WORDS =
  '明後日=アサッテ 一昨年=オトトシ 令和=レーワ 夜中=ヨナカ 三日月=ミカズキ 国々=クニグニ 様々=サマザマ 態々=ワザワザ ' +
  '出口=デグチ 入り口=イリグチ 入口=イリグチ 台詞=セリフ 漏洩=ローエー 傍=ソバ 送り仮名=オクリガナ 振り仮名=フリガナ ' +
  '筋トレ=キントレ 焙煎=バイセン 檸檬=レモン 重慶=ジューケー 長安=チョーアン 木の下=キノ_シタ ' +
  '他の=ホカ_ノ この辺=コノ_ヘン その辺=ソノ_ヘン あの辺=アノ_ヘン 観に=ミ_ニ';

const EXCEPTIONS = pairs(WORDS);
/** Most morphemes an entry spans. */
export const LONGEST_EXCEPTION = 3;

export function exception(surface: string): string | undefined {
  return EXCEPTIONS.get(surface)?.replaceAll('_', ' ');
}
