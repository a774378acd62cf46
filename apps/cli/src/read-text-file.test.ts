import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { decodeText, readTextFile } from './read-text-file.js';

const folder = mkdtempSync(join(tmpdir(), 'lector-text-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** 你好，世界 in GB18030. */
const GB = Uint8Array.from([0xc4, 0xe3, 0xba, 0xc3, 0xa3, 0xac, 0xca, 0xc0, 0xbd, 0xe7]);

describe('decodeText', () => {
  it('tells UTF-8 and UTF-16 by their bytes, and takes their marks away', () => {
    expect(decodeText(new TextEncoder().encode('\uFEFF你好'), null)).toBe('你好');
    expect(decodeText(Uint8Array.from([0xff, 0xfe, 0x60, 0x4f]), null)).toBe('你');
    expect(decodeText(Uint8Array.from([0xfe, 0xff, 0x4f, 0x60]), null)).toBe('你');
  });

  it('reads another encoding when it is named, and says which it could be when it is not', () => {
    expect(decodeText(GB, 'gb18030')).toBe('你好，世界');
    expect(() => decodeText(GB, null)).toThrow(/--encoding \(possible: .*gb18030/);
    expect(() => decodeText(GB, 'utf-8')).toThrow('the file is not utf-8');
    expect(() => decodeText(GB, 'klingon')).toThrow('no such encoding');
  });
});

describe('readTextFile', () => {
  it('refuses what is no plain text with what to do', async () => {
    const epub = join(folder, 'book.epub');
    writeFileSync(epub, 'PK');
    await expect(readTextFile(epub, null)).rejects.toThrow('book.epub is not plain text');
    await expect(readTextFile(folder, null)).rejects.toThrow('is not a file');
    await expect(readTextFile(join(folder, 'none.txt'), null)).rejects.toThrow('cannot read');
  });
});
