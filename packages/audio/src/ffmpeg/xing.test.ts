import { describe, expect, test } from 'vitest';
import { id3Bytes, readXing } from './xing.js';

interface Shape {
  readonly version: 'mpeg1' | 'mpeg2' | 'mpeg2.5';
  readonly mono: boolean;
  readonly kind: string;
  readonly flags: number;
}

const VERSION_BITS = { mpeg1: 0xfb, mpeg2: 0xf3, 'mpeg2.5': 0xe3 };

/** A first frame: four bytes of head, side information, then the header (1,558 frames). */
function frame({ version, mono, kind, flags }: Shape): Uint8Array {
  const side = version === 'mpeg1' ? (mono ? 17 : 32) : mono ? 9 : 17;
  const bytes = new Uint8Array(300);
  bytes.set([0xff, VERSION_BITS[version], 0x94, mono ? 0xc0 : 0x40]);
  bytes.set(new TextEncoder().encode(kind), 4 + side);
  const view = new DataView(bytes.buffer);
  view.setUint32(8 + side, flags);
  view.setUint32(12 + side, 1558);
  return bytes;
}

describe('readXing', () => {
  test('counts frames, and knows rate, frame length and the place of the encoder’s part', () => {
    expect(readXing(frame({ version: 'mpeg2', mono: true, kind: 'Xing', flags: 15 }))).toEqual({
      kind: 'Xing',
      frames: 1558,
      sampleRate: 24_000,
      samplesPerFrame: 576,
      encoderPart: { start: 13 + 8 + 112, end: 13 + 8 + 112 + 36 },
    });
  });

  test('knows all three versions, one channel and two', () => {
    const read = (version: Shape['version'], mono: boolean) =>
      readXing(frame({ version, mono, kind: 'Info', flags: 1 }));
    expect(read('mpeg1', true)).toMatchObject({ kind: 'Info', sampleRate: 48_000, samplesPerFrame: 1152 });
    expect(read('mpeg1', false)).toMatchObject({ sampleRate: 48_000, encoderPart: { start: 36 + 12 } });
    expect(read('mpeg2', false)).toMatchObject({ sampleRate: 24_000, encoderPart: { start: 21 + 12 } });
    expect(read('mpeg2.5', true)).toMatchObject({ sampleRate: 12_000, samplesPerFrame: 576 });
  });

  test('tells when the header holds no count', () => {
    expect(readXing(frame({ version: 'mpeg2', mono: true, kind: 'Xing', flags: 4 }))?.frames).toBeNull();
  });

  test.each([
    ['an mp3 that starts with sound', frame({ version: 'mpeg2', mono: true, kind: 'abcd', flags: 1 })],
    ['AAC frames', Uint8Array.of(0xff, 0xf1, 0x58, 0x40, ...new Uint8Array(100))],
    ['nothing', new Uint8Array()],
    ['something cut short', frame({ version: 'mpeg2', mono: true, kind: 'Xing', flags: 1 }).subarray(0, 20)],
  ])('finds none in %s', (_, bytes) => {
    expect(readXing(bytes)).toBeNull();
  });
});

describe('id3Bytes', () => {
  test('adds up four times seven bits and the tag’s own head', () => {
    expect(id3Bytes(Uint8Array.of(0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 1, 0x3c))).toBe(10 + 128 + 60);
    expect(id3Bytes(Uint8Array.of(0x49, 0x44, 0x33, 4, 0, 0x10, 0, 0, 0, 5))).toBe(10 + 5 + 10);
  });

  test('is 0 where there is no tag', () => {
    expect(id3Bytes(Uint8Array.of(0xff, 0xfb, 0x90, 0, 0, 0, 0, 0, 0, 0))).toBe(0);
    expect(id3Bytes(new Uint8Array())).toBe(0);
  });
});
