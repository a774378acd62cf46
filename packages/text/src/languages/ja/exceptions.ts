import type { Morpheme } from '../room.js';
import { pairs } from './pairs.js';

/**
 * Where IPADIC has another reading than everyday speech, or none: one to three of its morphemes joined -> katakana as
 * pronounced, words parted by `_`. Each was seen to be read wrongly without its entry.
 */
const WORDS =
  '何色=ナニイロ お手数=オテスー 明日葉=アシタバ 村中=ムラジュー 時々刻々=ジジコッコク 和気藹々=ワキアイアイ 内々に=ナイナイ_ニ 御手洗=ミタライ 何語=ナニゴ 各々=オノオノ 延々=エンエン 明々後日=シアサッテ 類い稀=タグイマレ 何曜日=ナンヨービ 何曜=ナンヨー 何月=ナンガツ 重複=チョーフク 早急=サッキュー 白髪=シラガ 投網=トアミ 木綿=モメン ' +
  '所謂=イワユル 生肉=ナマニク 母家=オモヤ 母屋=オモヤ 白雪=シラユキ 鶏肉=トリニク 白鳥=ハクチョー 西遊記=サイユーキ ' +
  '有限会社=ユーゲンガイシャ 合資会社=ゴーシガイシャ 合名会社=ゴーメーガイシャ 合同会社=ゴードーガイシャ ' +
  '兎に角=トニカク 矢張り=ヤハリ 一寸=チョット 陰キャ=インキャ 陽キャ=ヨーキャ 国立市=クニタチシ 等々力=トドロキ 青梅=オーメ 山手線=ヤマノテセン 人気者=ニンキモノ 四つ葉=ヨツバ 八つ当たり=ヤツアタリ 千本桜=センボンザクラ 一工夫=ヒトクフー 一番星=イチバンボシ 大谷=オータニ 卑弥呼=ヒミコ 萩原=ハギワラ 北里=キタサト 近藤勇=コンドー_イサミ 新垣=アラガキ 福沢=フクザワ 東野圭吾=ヒガシノ_ケーゴ 宮崎駿=ミヤザキ_ハヤオ 大谷翔平=オータニ_ショーヘー 羽生結弦=ハニュー_ユズル ' +
  '安倍晋三=アベ_シンゾー 東日本=ヒガシニホン 西日本=ニシニホン ' +
  '明後日=アサッテ 一昨年=オトトシ 令和=レーワ 夜中=ヨナカ 三日月=ミカズキ 国々=クニグニ 家々=イエイエ 様々=サマザマ 態々=ワザワザ ' +
  '宝物=タカラモノ 怒りっぽい=オコリッポイ 怒りっぽく=オコリッポク 怒りっぽさ=オコリッポサ やべぇ=ヤベー ' +
  '習近平=シュー_キンペー 李克強=リ_コッキョー 文在寅=ムン_ジェイン 金正恩=キム_ジョンウン 金正日=キム_ジョンイル 尹錫悦=ユン_ソンニョル 蔡英文=サイ_エーブン 毛沢東=モー_タクトー 鄧小平=トー_ショーヘー 温家宝=オン_カホー 胡錦濤=コ_キントー 李在明=イ_ジェミョン 朴槿恵=パク_クネ 李登輝=リ_トーキ 頼清徳=ライ_セートク ' +
  '出口=デグチ 入り口=イリグチ 入口=イリグチ 台詞=セリフ 漏洩=ローエー 傍=ソバ 送り仮名=オクリガナ 振り仮名=フリガナ ' +
  '麻婆豆腐=マーボードーフ 麻婆茄子=マーボーナス 拉麺=ラーメン 小籠包=ショーロンポー 越南=ベトナム 関羽=カンウ 劉備=リュービ 曹操=ソーソー 鬼滅=キメツ 十分足り=ジューブン_タリ 十分足りる=ジューブン_タリル ' +
  '筋トレ=キントレ 焙煎=バイセン 檸檬=レモン 重慶=ジューケー 長安=チョーアン 木の下=キノ_シタ ' +
  'がっこう=ガッコー せんたく=センタク かわへ=カワ_エ 他の=ホカ_ノ この辺=コノ_ヘン その辺=ソノ_ヘン あの辺=アノ_ヘン 観に=ミ_ニ';

/** Clans of old: between them and the given name stands an unwritten の. */
const CLANS =
  'ミナモト:源:頼朝ヨリトモ,義経ヨシツネ,実朝サネトモ,頼家ヨリイエ,義仲ヨシナカ,義家ヨシイエ,為朝タメトモ,義朝ヨシトモ,頼光ヨリミツ ' +
  'タイラ:平:清盛キヨモリ,将門マサカド,重盛シゲモリ,忠盛タダモリ,宗盛ムネモリ,知盛トモモリ,敦盛アツモリ,維盛コレモリ,忠度タダノリ ' +
  'フジワラ:藤原:道長ミチナガ,頼通ヨリミチ,鎌足カマタリ,不比等フヒト,定家テーカ,公任キントー,秀衡ヒデヒラ,泰衡ヤスヒラ,清衡キヨヒラ,良房ヨシフサ,基経モトツネ,時平トキヒラ,純友スミトモ,彰子ショーシ,定子テーシ,行成ユキナリ,俊成トシナリ,仲麻呂ナカマロ ' +
  'スガワラ:菅原:道真ミチザネ アリワラ:在原:業平ナリヒラ オノ:小野:小町コマチ,妹子イモコ,道風トーフー,篁タカムラ オートモ:大伴:家持ヤカモチ,旅人タビト ' +
  'カキノモト:柿本:人麻呂ヒトマロ サカノウエ:坂上:田村麻呂タムラマロ ソガ:蘇我:馬子ウマコ,入鹿イルカ,蝦夷エミシ キ:紀:貫之ツラユキ,友則トモノリ ' +
  'アベ:安倍:晴明セーメー アベ:阿倍:仲麻呂ナカマロ セン:千:利休リキュー';

const PEOPLE = CLANS.split(' ').flatMap((clan) => {
  const [kana = '', written = '', names = ''] = clan.split(':');
  // カキノモト and サカノウエ have theirs inside.
  const of = /ノ/u.test(kana) ? '_' : '_ノ_';
  return [...names.matchAll(/(\p{Script=Han}+)([ァ-ヶー]+)/gu)].map(
    ([, name = '', sound = '']) => [written + name, `${kana}${of}${sound}`] as const,
  );
});

const EXCEPTIONS = new Map([...pairs(WORDS), ...PEOPLE]);
/** Most morphemes an entry spans. */
const LONGEST = 3;

/** The longest entry that begins at a morpheme, and how many it takes. */
export function exceptionAt(morphemes: readonly Morpheme[], at: number): { kana: string; count: number } | undefined {
  for (let count = Math.min(LONGEST, morphemes.length - at); count > 0; count -= 1) {
    const written = morphemes.slice(at, at + count).map(({ surface }) => surface);
    const kana = EXCEPTIONS.get(written.join(''));
    if (kana !== undefined) return { kana: kana.replaceAll('_', ' '), count };
  }
  return undefined;
}
