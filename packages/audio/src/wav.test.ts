import { describe, expect, test } from 'vitest';
import { floatToS16 } from './pcm.js';
import { readWav, WAV_MAX_DATA_BYTES, wavHeader } from './wav.js';

const mono = { sampleRate: 24_000, channels: 1 };

function join(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

describe('wavHeader', () => {
  test('is the 44 bytes every player knows', () => {
    expect(Buffer.from(wavHeader({ ...mono, bytes: 4 })).toString('hex')).toBe(
      '52494646' + // RIFF
        '28000000' + // 36 + 4
        '57415645666d7420' + // WAVEfmt
        '10000000' + // 16 bytes of format
        '0100' + // PCM
        '0100' + // mono
        'c05d0000' + // 24,000 Hz
        '80bb0000' + // 48,000 bytes a second
        '0200' + // 2 bytes a frame
        '1000' + // 16 bits
        '64617461' + // data
        '04000000',
    );
  });

  test('says the longest length there is while the samples are still being made', () => {
    const view = new DataView(wavHeader({ ...mono, bytes: null }).buffer);
    expect([view.getUint32(4, true), view.getUint32(40, true)]).toEqual([0xffff_ffff, 0xffff_ffff]);
  });

  test('takes what fits 32 bits and refuses more: a wrapped length would cut the audio in every player', () => {
    const view = new DataView(wavHeader({ ...mono, bytes: WAV_MAX_DATA_BYTES }).buffer);
    expect(view.getUint32(4, true)).toBe(0xffff_ffff);
    expect(() => wavHeader({ ...mono, bytes: WAV_MAX_DATA_BYTES + 1 })).toThrow(RangeError);
    expect(() => wavHeader({ ...mono, bytes: -1 })).toThrow(RangeError);
  });
});

describe('readWav', () => {
  const pcm = Float32Array.of(0, 0.5, -0.5, 1);
  const data = floatToS16(pcm);

  test('reads back what the header describes', () => {
    const wav = readWav(join(wavHeader({ sampleRate: 22_050, channels: 2, bytes: data.length }), data));
    expect(wav).toMatchObject({ sampleRate: 22_050, channels: 2 });
    expect(floatToS16(wav.pcm)).toEqual(data);
  });

  test('reads a stream of unknown length to its end', () => {
    expect(floatToS16(readWav(join(wavHeader({ ...mono, bytes: null }), data)).pcm)).toEqual(data);
  });

  test('skips chunks it does not know, odd ones with their padding', () => {
    const header = wavHeader({ ...mono, bytes: data.length });
    const extra = Uint8Array.of(0x4c, 0x49, 0x53, 0x54, 3, 0, 0, 0, 1, 2, 3, 0);
    const file = join(header.subarray(0, 36), extra, header.subarray(36), data);
    expect(floatToS16(readWav(file).pcm)).toEqual(data);
  });

  test.each([
    ['an empty file', new Uint8Array()],
    ['another kind of file', new TextEncoder().encode('ID3 this is an mp3 file')],
    ['a file without samples', wavHeader({ ...mono, bytes: 0 }).subarray(0, 36)],
  ])('refuses %s', (_, file) => {
    expect(() => readWav(file)).toThrow(RangeError);
  });

  test('refuses samples that are not 16-bit PCM', () => {
    const header = wavHeader({ ...mono, bytes: 0 });
    new DataView(header.buffer).setUint16(34, 24, true);
    expect(() => readWav(header)).toThrow(/only 16-bit PCM.*bits=24/);
  });
});
