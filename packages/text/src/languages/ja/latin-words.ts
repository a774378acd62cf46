import { pairs } from './pairs.js';

/**
 * Latin letters and digits that Japanese says as a word, or with numbers in English. What is not here is spelled, and its
 * digits are Japanese (A4 エーヨン).
 */
const WORDS = pairs(
  // Acronyms that are words
  'NASA=ナサ NATO=ナトー UNESCO=ユネスコ UNICEF=ユニセフ ASEAN=アセアン OPEC=オペック APEC=エイペック TOEIC=トーイック ' +
    'TOEFL=トーフル JAXA=ジャクサ JICA=ジャイカ JETRO=ジェトロ JAL=ジャル NISA=ニーサ FIFA=フィファ AIDS=エイズ ' +
    'COVID=コビッド SARS=サーズ PASMO=パスモ Suica=スイカ LAN=ラン SIM=シム RAM=ラム ROM=ロム JPEG=ジェイペグ MIDI=ミディ ' +
    'JASRAC=ジャスラック JAF=ジャフ JIS=ジス ISO=アイエスオー GDP=ジーディーピー FAX=ファックス OFF=オフ ' +
    // Numbers in English by custom
    'F1=エフワン F2=エフツー F3=エフスリー J1=ジェイワン J2=ジェイツー J3=ジェイスリー K1=ケーワン K2=ケーツー M1=エムワン ' +
    'R1=アールワン G7=ジーセブン G8=ジーエイト G20=ジートゥエンティ P2P=ピーツーピー B2B=ビーツービー B2C=ビーツーシー ' +
    '2D=ツーディー 3D=スリーディー 3G=スリージー 4G=フォージー 5G=ファイブジー 6G=シックスジー ' +
    'mp3=エムピースリー MP3=エムピースリー mp4=エムピーフォー MP4=エムピーフォー PS2=ピーエスツー PS3=ピーエススリー ' +
    'PS4=ピーエスフォー PS5=ピーエスファイブ ' +
    // Layouts of flats
    '1K=ワンケー 1DK=ワンディーケー 1LDK=ワンエルディーケー 2K=ニケー 2DK=ニディーケー 2LDK=ニエルディーケー ' +
    '3DK=サンディーケー 3LDK=サンエルディーケー 4LDK=ヨンエルディーケー 4K=ヨンケー 8K=ハチケー',
);

/** How a run of Latin letters and digits is said as a whole, or undefined. Case counts, but for all capitals. */
export function latinWord(run: string): string | undefined {
  return WORDS.get(run);
}
