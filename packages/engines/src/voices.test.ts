import type { PackVoice } from '@lector/packs';
import { describe, expect, test } from 'vitest';
import { type FamilyVoice, voiceFinder } from './voices.js';

type Entry = NonNullable<PackVoice['languages']['zh']>;
const native = (styles: Entry['styles']): Entry => ({ quality: 'native', styles });
const accent = (styles: Entry['styles']): Entry => ({ quality: 'cross-lingual', styles });

function voice(id: string, languages: PackVoice['languages']): FamilyVoice {
  return { id, name: id, gender: 'female', kind: 'preset', trainedOn: [], languages };
}

const find = voiceFinder(
  [
    voice('mira', { zh: native({ zf: 1 }), en: native({ af: 0.5, bf: 0.5 }) }),
    voice('nora', { zh: native({ zf: 0.5, zg: 0.5 }), en: accent({ zg: 1 }), ja: native({ jf: 1 }) }),
    voice('ken', { ja: native({ jm: 1 }) }),
  ],
  'mira',
);

describe('finding a voice', () => {
  test('`default` is the default voice, also as a part of a blend', () => {
    expect(find('default').id).toBe('mira');
    expect(find('default+nora')).toEqual(find('nora+mira'));
  });

  test('a blend of one is that voice', () => {
    expect(find('mira(3)')).toBe(find('mira'));
    expect(find('mira+mira')).toBe(find('mira'));
  });

  test('a blend mixes the styles of each language by weight', () => {
    const { zh, en } = find('mira(3)+nora').languages;
    expect(zh).toEqual(native({ zf: 0.875, zg: 0.125 }));
    expect(en?.styles).toEqual({ af: 0.375, bf: 0.375, zg: 0.25 });
  });

  test('a blend speaks what every part speaks, as well as the worst of them', () => {
    const { languages } = find('mira+nora');
    expect(Object.keys(languages)).toEqual(['zh', 'en']);
    expect(languages.zh?.quality).toBe('native');
    expect(languages.en?.quality).toBe('cross-lingual');
    expect(find('mira+ken').languages).toEqual({});
  });

  test('equal blends are equal, to the last bit', () => {
    expect(find('mira(2)+nora(2)')).toEqual(find('nora+mira'));
    expect(find('mira(0.2)+nora(0.1)')).toEqual(find('mira(2)+nora(1)'));
    expect(find('mira(2)+nora(1)')).not.toEqual(find('mira+nora'));
  });

  test.each([
    ['nobody', 'unknown_voice', '[voice=nobody]'],
    ['mira+nobody(2)', 'unknown_voice', '[voice=nobody, part=2]'],
    ['mira+nora(0)', 'invalid_voice_blend', '[part=2, voice=nora]'],
  ])('refuses %s with %s %s', (asked, code, place) => {
    expect(() => find(asked)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(place) }));
  });
});
