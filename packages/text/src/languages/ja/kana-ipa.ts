import { pairs } from './pairs.js';

/**
 * Katakana -> broad IPA, in the habits of misaki's Japanese output (the notation Kokoro was trained on), written with
 * standard letters: tɕ dʑ ts dz where misaki has one sign each. Palatals are marked before i and in yōon (kʲi, ɾʲo);
 * u is ɯ, and ɨ after s z ts and in ゅ; わ is βa; っ is ʔ; ー is ː; ん takes the place of what follows.
 */
const MORAE =
  'ア=a イ=i ウ=ɯ エ=e オ=o カ=ka キ=kʲi ク=kɯ ケ=ke コ=ko ガ=ɡa ギ=ɡʲi グ=ɡɯ ゲ=ɡe ゴ=ɡo ' +
  'サ=sa シ=ɕi ス=sɨ セ=se ソ=so ザ=dza ジ=dʑi ズ=zɨ ゼ=dze ゾ=dzo タ=ta チ=tɕi ツ=tsɨ テ=te ト=to ' +
  'ダ=da ヂ=dʑi ヅ=zɨ デ=de ド=do ナ=na ニ=ɲi ヌ=nɯ ネ=ne ノ=no ハ=ha ヒ=çi フ=ɸɯ ヘ=he ホ=ho ' +
  'バ=ba ビ=bʲi ブ=bɯ ベ=be ボ=bo パ=pa ピ=pʲi プ=pɯ ペ=pe ポ=po マ=ma ミ=mʲi ム=mɯ メ=me モ=mo ' +
  'ヤ=ja ユ=jɯ ヨ=jo ラ=ɾa リ=ɾʲi ル=ɾɯ レ=ɾe ロ=ɾo ワ=βa ヰ=i ヱ=e ヲ=o ヴ=vɯ ヷ=va ヸ=vʲi ヹ=ve ヺ=vo ' +
  'ァ=a ィ=i ゥ=ɯ ェ=e ォ=o ャ=ja ュ=jɯ ョ=jo ヮ=βa ヵ=ka ヶ=ke ' +
  'キャ=kʲa キュ=kʲɨ キョ=kʲo キェ=kʲe ギャ=ɡʲa ギュ=ɡʲɨ ギョ=ɡʲo シャ=ɕa シュ=ɕɨ ショ=ɕo シェ=ɕe ' +
  'ジャ=dʑa ジュ=dʑɨ ジョ=dʑo ジェ=dʑe チャ=tɕa チュ=tɕɨ チョ=tɕo チェ=tɕe ヂャ=dʑa ヂュ=dʑɨ ヂョ=dʑo ' +
  'ニャ=ɲa ニュ=ɲɨ ニョ=ɲo ニェ=ɲe ヒャ=ça ヒュ=çɨ ヒョ=ço ヒェ=çe ビャ=bʲa ビュ=bʲɨ ビョ=bʲo ' +
  'ピャ=pʲa ピュ=pʲɨ ピョ=pʲo ミャ=mʲa ミュ=mʲɨ ミョ=mʲo リャ=ɾʲa リュ=ɾʲɨ リョ=ɾʲo ' +
  'イェ=je ウィ=βi ウェ=βe ウォ=βo クァ=kᵝa クィ=kᵝi クェ=kᵝe クォ=kᵝo クヮ=kᵝa グァ=ɡᵝa グィ=ɡᵝi グェ=ɡᵝe グォ=ɡᵝo ' +
  'ツァ=tsa ツィ=tsʲi ツェ=tse ツォ=tso ティ=tʲi テュ=tʲɨ ディ=dʲi デュ=dʲɨ トゥ=tɯ ドゥ=dɯ ' +
  'ファ=ɸa フィ=ɸʲi フェ=ɸe フォ=ɸo フュ=ɸʲɨ フョ=ɸʲo ヴァ=va ヴィ=vʲi ヴェ=ve ヴォ=vo ヴュ=bʲɨ ヴョ=bʲo';

const IPA = pairs(MORAE);

const SMALL = /[ァィゥェォャュョヮ]/u;

/** IPA of one word in katakana. Signs that are no kana are silent. */
export function kanaToIpa(kana: string): string {
  const sounds: string[] = [];
  let at = 0;
  while (at < kana.length) {
    const pair = IPA.get(kana.slice(at, at + 2));
    const two = pair !== undefined && SMALL.test(kana.charAt(at + 1));
    sounds.push(two ? pair : (mora(kana, at) ?? ''));
    at += two || blended(kana, at) ? 2 : 1;
  }
  return sounds.map((sound, index) => (sound === 'ɴ' ? nasalBefore(sounds[index + 1] ?? '') : sound)).join('');
}

function mora(kana: string, at: number): string | undefined {
  const character = kana.charAt(at);
  if (character === 'ー') return 'ː';
  if (character === 'ッ') return 'ʔ';
  if (character === 'ン') return 'ɴ';
  const sound = IPA.get(character);
  if (sound === undefined || !blended(kana, at)) return sound;
  // A small vowel behind a kana it has no pair with takes the vowel's place: ヌァ nɯ + a -> na; the same once more is long: ゲェ.
  const vowel = IPA.get(kana.charAt(at + 1)) ?? '';
  return sound.endsWith(vowel) ? `${sound}ː` : sound.slice(0, -1) + vowel;
}

function blended(kana: string, at: number): boolean {
  const [first, second] = [kana.charAt(at), kana.charAt(at + 1)];
  return second !== '' && SMALL.test(second) && !SMALL.test(first) && IPA.has(first);
}

/** Place of articulation of ん: m before lips, ŋ before k g, ɲ before palatals, n before t d n ɾ z, else uvular. */
function nasalBefore(next: string): string {
  if (/^[mpb]/u.test(next)) return 'm';
  if (/^[kɡ]/u.test(next)) return 'ŋ';
  if (/^(?:ɲ|tɕ|dʑ)/u.test(next)) return 'ɲ';
  if (/^(?:ts|dz)/u.test(next)) return 'ɴ';
  return /^[ntdɾz]/u.test(next) ? 'n' : 'ɴ';
}
