import { describe, expect, test } from 'vitest';
import { readMp4 } from './mp4-facts.js';

function box(name: string, ...content: readonly Uint8Array[]): Uint8Array {
  const inner = Buffer.concat(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + inner.length);
  head.write(name, 4, 'latin1');
  return Buffer.concat([head, inner]);
}

function movieHeader(version: 0 | 1): Uint8Array {
  const content = Buffer.alloc(100);
  content.writeUInt8(version);
  content.writeUInt32BE(1000, version === 1 ? 20 : 12);
  if (version === 1) content.writeBigUInt64BE(37_321n, 24);
  else content.writeUInt32BE(37_321, 16);
  return box('mvhd', content);
}

const type = box('ftyp', Buffer.alloc(20));
const audio = box('mdat', Buffer.alloc(64));

describe('readMp4', () => {
  test.each([0, 1] as const)('reads the length from a head of version %d', (version) => {
    const file = Buffer.concat([type, box('moov', movieHeader(version)), audio]);
    expect(readMp4(file)).toEqual({ durationSeconds: 37.321, indexFirst: true });
  });

  test('reads an index that is longer than what was handed in', () => {
    const file = Buffer.concat([type, box('moov', movieHeader(0), box('trak', Buffer.alloc(10_000))), audio]);
    expect(readMp4(file.subarray(0, 300))).toEqual({ durationSeconds: 37.321, indexFirst: true });
  });

  test('tells an index that comes last', () => {
    expect(readMp4(Buffer.concat([type, audio, box('moov', movieHeader(0))]))?.indexFirst).toBe(false);
  });

  test.each([
    ['without an index', Buffer.concat([type, audio])],
    ['that is none', Buffer.from('RIFF....WAVEfmt and then some more words')],
    ['without bytes', Buffer.alloc(0)],
  ])('finds nothing in a file %s', (_, file) => {
    expect(readMp4(file)).toBeNull();
  });
});
