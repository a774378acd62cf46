import { pairs } from './pairs.js';

/** Names of the letters as Japanese says them. */
const LETTERS = pairs(
  'A=エー B=ビー C=シー D=ディー E=イー F=エフ G=ジー H=エイチ I=アイ J=ジェー K=ケー ' +
    'L=エル M=エム N=エヌ O=オー P=ピー Q=キュー R=アール S=エス T=ティー U=ユー V=ブイ ' +
    'W=ダブリュー X=エックス Y=ワイ Z=ゼット α=アルファ β=ベータ γ=ガンマ δ=デルタ ε=イプシロン ζ=ゼータ η=イータ ' +
    'θ=シータ ι=イオタ κ=カッパ λ=ラムダ μ=ミュー ν=ニュー ξ=クサイ ο=オミクロン π=パイ ρ=ロー σ=シグマ ' +
    'ς=シグマ τ=タウ υ=ウプシロン φ=ファイ χ=カイ ψ=プサイ ω=オメガ',
);

/** Signs that are said. What is not here (★, →, “) is silent. */
const SIGNS = pairs(
  '&=アンド @=アットマーク +=プラス ==イコール ×=カケル ÷=ワル ±=プラスマイナス %=パーセント ‰=パーミル ' +
    '∞=ムゲンダイ √=ルート ∛=サンジョウコン °=ド $=ドル ¢=セント €=ユーロ £=ポンド ¥=エン #=シャープ <=ショウナリ >=ダイナリ ' +
    '<==ショウナリイコール ≤=ショウナリイコール ≦=ショウナリイコール >==ダイナリイコール ≥=ダイナリイコール ≧=ダイナリイコール ' +
    '===イコール !==ノットイコール ≠=ノットイコール ≒=ニアリーイコール ≈=ニアリーイコール ≡=ゴウドウ ∝=ヒレイ ∓=マイナスプラス ' +
    '∴=ユエニ ∵=ナゼナラバ ∑=シグマ ∏=パイ ∫=インテグラル ∂=ラウンド ∇=ナブラ ∠=カク ⊥=スイチョク ∥=ヘイコウ ' +
    '∈=ゾクスル ∉=ゾクサナイ ⊂=フクマレル ⊃=フクム ∪=カップ ∩=キャップ ∀=スベテノ ∃=ソンザイスル ∅=クウシュウゴウ',
);

/** A letter's name, or undefined. Accents are ignored (é is イー). */
export function letterName(letter: string): string | undefined {
  const [base = ''] = letter.normalize('NFD');
  return LETTERS.get(base.toUpperCase()) ?? LETTERS.get(base.toLowerCase());
}

export function signName(sign: string): string | undefined {
  return SIGNS.get(sign);
}

/** A run of letters, spelled. Words of other languages are spans of their own and do not come here. */
export function spelled(letters: string): string {
  return [...letters].map((letter) => letterName(letter) ?? '').join('');
}
