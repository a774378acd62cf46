import { beforeAll, describe, expect, it } from 'vitest';
import { loadJapanese } from '../../../../dictionaries/src/japanese.js';
import type { Dictionaries } from '../room.js';
import { isPlausibleReading } from './ruby.js';

let analyse: Dictionaries['japanese']['analyse'];
beforeAll(async () => {
  const japanese = await loadJapanese();
  analyse = (text) => japanese.analyse(text);
});

describe('kana behind a word in kanji', () => {
  it.each([
    ['漢字', 'かんじ'],
    ['私', 'わたし'],
    ['私', 'わたくし'],
    ['海', 'うみ'],
    ['東京', 'とうきょう'],
    ['小鳥遊', 'たかなし'],
    ['田中', 'タナカ'],
    ['大人', 'おとな'],
    ['志', 'こころざし'],
    ['承る', 'うけたまわる'],
    ['食べ物', 'たべもの'],
    ['取り扱い', 'とりあつかい'],
    ['煌', 'きらめき'],
    ['薔薇', 'ばら'],
    ['向日葵', 'ひまわり'],
    ['五十嵐', 'いがらし'],
    ['生憎', 'あいにく'],
    ['宇宙', 'そら'],
    ['運命', 'さだめ'],
    ['明日', 'あした'],
    ['佐々木', 'ささき'],
    ['瑠璃', 'るり'],
    ['嗚呼', 'ああ'],
    ['百合子', 'ゆりこ'],
    ['城', 'じょう'],
    ['お茶', 'おちゃ'],
    ['ご飯', 'ごはん'],
    ['お母さん', 'おかあさん'],
    ['木漏れ日', 'こもれび'],
    ['思い出', 'おもいで'],
    ['鬼滅の刃', 'きめつのやいば'],
    ['翔平', 'しょうへい'],
    ['新垣結衣', 'あらがきゆい'],
    ['大谷翔平', 'おおたにしょうへい'],
    ['羽生結弦', 'はにゅうゆづる'],
    ['今日', 'こんにち'],
    ['仮名', 'かな'],
  ])('%s (%s) is its reading', (word, kana) => {
    expect(isPlausibleReading(word, kana, analyse)).toBe(true);
  });

  it.each([
    ['東京', 'など'],
    ['山田太郎', 'かっこいいひと'],
    ['山田太郎', 'ひどい'],
    ['東京', 'のみ'],
    ['彼', 'ひどい'],
    ['猫', 'かわいい'],
    ['水', 'おいしいですよ'],
    ['値段', 'だけ'],
    ['明日', 'たぶん'],
    ['食べ物', 'たべる'],
    ['東京', 'と'],
    ['人', 'だったらしいのだけれど'],
    ['会議', 'ふむ'],
    ['雨', 'かな'],
    ['買い物', 'おかし'],
    ['猫', 'neko'],
    ['猫', '猫'],
    ['今日東京', 'とうきょう'],
    ['大阪城', 'じょう'],
    ['先生小鳥遊', 'たかなし'],
    ['ねこ', 'ねこ'],
    ['が学校', 'がっこう'],
    ['を食べ物', 'たべもの'],
    ['楽しい', 'うれしい'],
    ['静か', 'おだやか'],
    ['東京の人', 'とうきょうのだけ'],
    ['猫', ''],
    ['', 'ねこ'],
    ['電車', 'バス'],
    ['監督', 'アメリカ'],
    ['愛車', 'ベンツ'],
    ['次期社長', 'ソフトバンク'],
    ['上司', 'やまだ'],
    ['料金', 'タクシー'],
    ['動物', 'いぬ'],
    ['重要', 'ポイント'],
    ['本気', 'マジ'],
    ['他说', 'ええと'],
  ])('%s (%s) is a remark', (word, kana) => {
    expect(isPlausibleReading(word, kana, analyse)).toBe(false);
  });

  it('is for the end of a longer run of kanji only where it sounds so', () => {
    expect(isPlausibleReading('司', 'やまだ', analyse, true)).toBe(false);
    expect(isPlausibleReading('東京', 'とうきょう', analyse, true)).toBe(true);
    expect(isPlausibleReading('小鳥遊', 'たかなし', analyse, true)).toBe(true);
  });
});
