import type { Morpheme } from '../room.js';
import { twoKanjiName } from './nanori.js';
import { pairs } from './pairs.js';

/**
 * Given names of the last fifty years that IPADIC lacks, cuts up or knows by a rarer reading, each by the reading most who
 * bear it have. They count behind a surname only: elsewhere 蓮 is a lotus and 新 is new.
 */
const NAMES = pairs(
  '蓮=レン 湊=ミナト 陽翔=ハルト 大翔=ヒロト 悠真=ユーマ 樹=イツキ 律=リツ 颯=ハヤテ 颯真=ソーマ 颯太=ソータ 蒼=アオイ 朝陽=アサヒ 陽太=ヨータ ' +
    '悠人=ユート 悠斗=ユート 優斗=ユート 優太=ユータ 翔太=ショータ 大輝=ダイキ 拓海=タクミ 大和=ヤマト 陸=リク 海斗=カイト 翼=ツバサ ' +
    '駿=シュン 健太=ケンタ 拓也=タクヤ 翔平=ショーヘー 聡太=ソータ 壮太=ソータ 奏太=ソータ 結翔=ユイト 陽斗=ハルト 遥斗=ハルト 晴斗=ハルト ' +
    '瑛太=エータ 賢人=ケント 健人=ケント 雄大=ユーダイ 涼介=リョースケ 亮介=リョースケ 慎之助=シンノスケ 龍之介=リューノスケ 准一=ジュンイチ ' +
    '琉生=ルイ 伊織=イオリ 新=アラタ 旭=アサヒ 凪=ナギ 岳=ガク 仁=ジン 匠=タクミ 隼人=ハヤト 涼真=リョーマ 博己=ヒロキ 誠=マコト ' +
    '龍馬=リョーマ 環奈=カンナ 幸喜=コーキ 玲奈=レーナ 里奈=リナ 奈々=ナナ 菜摘=ナツミ 結弦=ユズル 柴三郎=シバサブロー 政宗=マサムネ 一葉=イチヨー 総司=ソージ ' +
    '陽葵=ヒマリ 凛=リン 凜=リン 芽依=メイ 芽衣=メイ 紬=ツムギ 葵=アオイ 結愛=ユア 陽菜=ヒナ 結菜=ユイナ 結衣=ユイ 咲良=サクラ 莉子=リコ ' +
    '美咲=ミサキ 杏=アン 澪=ミオ 美桜=ミオ 心春=コハル 花=ハナ 彩葉=イロハ 琴音=コトネ 優奈=ユーナ 優花=ユーカ 美月=ミツキ 美羽=ミウ ' +
    '愛莉=アイリ 彩花=アヤカ 彩乃=アヤノ 彩香=アヤカ 七海=ナナミ 萌=モエ 舞=マイ 遥=ハルカ 遥香=ハルカ 楓=カエデ 栞=シオリ 菜々子=ナナコ ' +
    '結子=ユーコ 真央=マオ 結月=ユズキ 柚葉=ユズハ 莉奈=リナ 花音=カノン 咲希=サキ 咲=サキ 茜=アカネ 梓=アズサ 桜=サクラ 瞳=ヒトミ',
);
const LONGEST = 3;

/** The given name behind a surname that begins at `at`, and how many morphemes it takes. */
export function givenName(morphemes: readonly Morpheme[], at: number): { kana: string; count: number } | undefined {
  const before = morphemes[at - 1];
  if (before?.pos[2] !== '人名' || before.pos[3] === '名') return undefined;
  for (let count = LONGEST; count > 0; count -= 1) {
    const written = morphemes.slice(at, at + count).map(({ surface }) => surface);
    const kana = written.length === count ? NAMES.get(written.join('')) : undefined;
    if (kana !== undefined) return { kana, count };
  }
  // Two kanji of one morpheme each, and no third: the analyser did not know the name.
  const [first, last, next] = [0, 1, 2].map((offset) => morphemes[at + offset]);
  if (first?.surface.length !== 1 || last?.surface.length !== 1 || HAN_STARTS.test(next?.surface ?? ''))
    return undefined;
  const kana = twoKanjiName(first.surface, last.surface);
  return kana === undefined ? undefined : { kana, count: 2 };
}

/** What follows a name may be a title in kanji, but no third character of it. */
const HAN_STARTS =
  /^(?!氏|君|様|殿|選手|監督|先生|教授|博士|社長|首相|大臣|議員|知事|市長|容疑者|被告|会長|部長|課長|主演|監修|著|作|役)\p{Script=Han}/u;
