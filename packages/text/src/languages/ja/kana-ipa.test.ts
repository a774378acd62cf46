import { describe, expect, it } from 'vitest';
import { kanaToIpa } from './kana-ipa.js';

describe('kana to IPA', () => {
  it('places ん by what follows', () => {
    expect(kanaToIpa('サンポ')).toBe('sampo');
    expect(kanaToIpa('テンキ')).toBe('teŋkʲi');
    expect(kanaToIpa('コンニチワ')).toBe('koɲɲitɕiβa');
    expect(kanaToIpa('ミンナ')).toBe('mʲinna');
    expect(kanaToIpa('センセー')).toBe('seɴseː');
    expect(kanaToIpa('ゲンイン')).toBe('ɡeɴiɴ');
    expect(kanaToIpa('カンジ')).toBe('kaɲdʑi');
    expect(kanaToIpa('バンザイ')).toBe('baɴdzai');
  });

  it('writes small kana with the kana before them', () => {
    expect(kanaToIpa('キャ')).toBe('kʲa');
    expect(kanaToIpa('ティッシュ')).toBe('tʲiʔɕɨ');
    expect(kanaToIpa('フォーク')).toBe('ɸoːkɯ');
    expect(kanaToIpa('ヴィ')).toBe('vʲi');
    // No pair of the table: the vowel is replaced.
    expect(kanaToIpa('ヌァ')).toBe('na');
  });

  it('speaks a small kana that stands alone', () => {
    expect(kanaToIpa('ァ')).toBe('a');
    expect(kanaToIpa('ョョ')).toBe('jojo');
  });

  it('is silent on what is no kana', () => {
    expect(kanaToIpa('★漢a')).toBe('');
  });

  it('has a sound for every katakana', () => {
    for (let code = 0x30a1; code <= 0x30fa; code += 1) {
      expect(kanaToIpa(String.fromCharCode(code)), String.fromCharCode(code)).not.toBe('');
    }
  });
});
