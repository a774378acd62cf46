import { open, type FileHandle } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { LectorError } from '@lector/contract';

/**
 * Reads one member of a zip (a wheel is one) without holding it in memory: the directory at the end of the file says
 * where the member lies, the member is inflated piece by piece. Zip64, encryption and links are refused; no wheel needs
 * them. Layout: PKWARE APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16.
 */

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
/** The comment after the end record is at most 65,535 bytes long. */
const MAX_END_SEARCH_BYTES = END_BYTES + 0xffff;
const PIECE_BYTES = 256 * 1024;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED_FLAG = 1;
const ZIP64_MARK = 0xffffffff;

interface ZipEntry {
  readonly method: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly localOffset: number;
}

function corrupt(path: string, what: string): LectorError {
  return new LectorError('pack_corrupt', `${what} [archive=${path}]`);
}

async function readExactly(file: FileHandle, offset: number, length: number, path: string): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, offset);
  if (bytesRead !== length) throw corrupt(path, 'the zip archive is cut short');
  return buffer;
}

async function readDirectory(file: FileHandle, path: string): Promise<Buffer> {
  const { size } = await file.stat();
  const tailBytes = Math.min(size, MAX_END_SEARCH_BYTES);
  const tail = await readExactly(file, size - tailBytes, tailBytes, path);
  for (let at = tailBytes - END_BYTES; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== END_SIGNATURE) continue;
    const offset = tail.readUInt32LE(at + 16);
    if (offset === ZIP64_MARK) throw corrupt(path, 'zip64 archives are not supported');
    return readExactly(file, offset, tail.readUInt32LE(at + 12), path);
  }
  throw corrupt(path, 'not a zip archive, or cut short');
}

function findEntry(directory: Buffer, member: string, path: string): ZipEntry {
  for (let at = 0; at + ENTRY_BYTES <= directory.length;) {
    if (directory.readUInt32LE(at) !== ENTRY_SIGNATURE) break;
    const nameBytes = directory.readUInt16LE(at + 28);
    const name = directory.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes);
    if (name === member) {
      if ((directory.readUInt16LE(at + 8) & ENCRYPTED_FLAG) !== 0) throw corrupt(path, `${member} is encrypted`);
      return {
        method: directory.readUInt16LE(at + 10),
        crc: directory.readUInt32LE(at + 16),
        packedBytes: directory.readUInt32LE(at + 20),
        bytes: directory.readUInt32LE(at + 24),
        localOffset: directory.readUInt32LE(at + 42),
      };
    }
    at += ENTRY_BYTES + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  throw corrupt(path, `the archive has no member ${member}`);
}

async function* packedPieces(file: FileHandle, entry: ZipEntry, path: string): AsyncGenerator<Buffer> {
  const local = await readExactly(file, entry.localOffset, LOCAL_BYTES, path);
  if (local.readUInt32LE(0) !== LOCAL_SIGNATURE) throw corrupt(path, 'a zip header is damaged');
  let offset = entry.localOffset + LOCAL_BYTES + local.readUInt16LE(26) + local.readUInt16LE(28);
  for (let left = entry.packedBytes; left > 0;) {
    const piece = await readExactly(file, offset, Math.min(left, PIECE_BYTES), path);
    offset += piece.length;
    left -= piece.length;
    yield piece;
  }
}

async function* inflate(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const inflater = createInflateRaw({ chunkSize: PIECE_BYTES });
  // A failure on the reading side destroys the inflater with that error, which the loop below then throws.
  pipeline(Readable.from(packed), inflater, () => {});
  for await (const piece of inflater) yield piece as Buffer;
}

/**
 * The content of one member, in pieces.
 * @throws LectorError `pack_corrupt` when the archive is damaged or has no such member
 */
export async function* zipMember(path: string, member: string): AsyncGenerator<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const entry = findEntry(await readDirectory(file, path), member, path);
    if (entry.method !== STORED && entry.method !== DEFLATED)
      throw corrupt(path, `${member} is packed in an unknown way`);
    const packed = packedPieces(file, entry, path);
    let crc = 0;
    let bytes = 0;
    for await (const piece of entry.method === STORED ? packed : inflate(packed)) {
      crc = crc32(piece, crc);
      bytes += piece.length;
      // A damaged or hostile archive must not fill the disk.
      if (bytes > entry.bytes) break;
      yield piece;
    }
    if (bytes !== entry.bytes || crc !== entry.crc) throw corrupt(path, `${member} is damaged`);
  } catch (error) {
    if (error instanceof LectorError) throw error;
    throw new LectorError('pack_corrupt', `could not unpack ${member} [archive=${path}]`, { cause: error });
  } finally {
    await file.close();
  }
}
