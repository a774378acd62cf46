import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { LectorError } from '@lector/contract';

/**
 * Reads a .tgz front to back, in pieces. A tar archive has no directory: members are asked for together, so that one
 * pass gives them all (the voices of a pack are 54 members of one archive). Regular files only: links and devices have
 * no place in what we fetch, and a link is how an archive writes outside its folder. Layout: POSIX ustar, with the pax
 * `path` record and the GNU long name, because npm writes either for long paths.
 */

const BLOCK_BYTES = 512;
/** A pax header or long name above this is an attack, not a name. */
const MAX_HEADER_BYTES = 64 * 1024;

interface TarHeader {
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
}

function corrupt(path: string, what: string, cause?: unknown): LectorError {
  return new LectorError('pack_corrupt', `${what} [archive=${path}]`, { cause });
}

/** Takes exact byte counts out of a stream of arbitrary pieces. */
class ByteReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array(0);

  readonly #path: string;

  constructor(source: AsyncIterable<Uint8Array>, path: string) {
    this.#source = source[Symbol.asyncIterator]();
    this.#path = path;
  }

  /** The source's errors are the archive's fault, also when they surface while somebody else writes the content. */
  async #next(): Promise<IteratorResult<Uint8Array>> {
    try {
      return await this.#source.next();
    } catch (error) {
      throw corrupt(this.#path, 'could not unpack the archive', error);
    }
  }

  /** The next at most `maxBytes` bytes, as few as one; null at the end. */
  async some(maxBytes: number): Promise<Uint8Array | null> {
    while (this.#rest.length === 0) {
      const next = await this.#next();
      if (next.done === true) return null;
      this.#rest = next.value;
    }
    const piece = this.#rest.subarray(0, maxBytes);
    this.#rest = this.#rest.subarray(piece.length);
    return piece;
  }

  /** `bytes` bytes piece by piece; throws when the stream ends before. */
  async *pieces(bytes: number): AsyncGenerator<Uint8Array> {
    for (let left = bytes; left > 0;) {
      const piece = await this.some(left);
      if (piece === null) throw corrupt(this.#path, 'the tar archive is cut short');
      left -= piece.length;
      yield piece;
    }
  }

  async exactly(bytes: number): Promise<Buffer> {
    const pieces: Uint8Array[] = [];
    for await (const piece of this.pieces(bytes)) pieces.push(piece);
    return Buffer.concat(pieces);
  }
}

function text(block: Buffer, from: number, length: number): string {
  const field = block.subarray(from, from + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end === -1 ? length : end);
}

function octal(block: Buffer, from: number, length: number): number {
  const value = Number.parseInt(text(block, from, length).trim() || '0', 8);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error('a tar header is damaged');
  return value;
}

function parseHeader(block: Buffer): TarHeader {
  let sum = 0;
  // The checksum field itself (bytes 148 to 155) counts as spaces.
  for (let at = 0; at < BLOCK_BYTES; at += 1) sum += at >= 148 && at < 156 ? 32 : block.readUInt8(at);
  if (sum !== octal(block, 148, 8)) throw new Error('a tar header is damaged');
  const prefix = text(block, 257, 5) === 'ustar' ? text(block, 345, 155) : '';
  const name = text(block, 0, 100);
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    type: text(block, 156, 1),
    bytes: octal(block, 124, 12),
  };
}

/** The `path` record of a pax header: lines of `LENGTH KEY=VALUE\n`. */
function paxPath(records: string): string | null {
  return /(?:^|\n)\d+ path=([^\n]+)\n/.exec(records)?.[1] ?? null;
}

function padding(bytes: number): number {
  return (BLOCK_BYTES - (bytes % BLOCK_BYTES)) % BLOCK_BYTES;
}

async function skip(reader: ByteReader, bytes: number): Promise<void> {
  for await (const _ of reader.pieces(bytes));
}

async function readName(reader: ByteReader, header: TarHeader): Promise<string> {
  if (header.bytes > MAX_HEADER_BYTES) throw new Error('a tar header is too large');
  const body = (await reader.exactly(header.bytes)).toString('utf8');
  await skip(reader, padding(header.bytes));
  return body;
}

async function walk(
  reader: ByteReader,
  wanted: ReadonlySet<string>,
  take: (member: string, content: AsyncIterable<Uint8Array>) => Promise<void>,
): Promise<Set<string>> {
  const missing = new Set(wanted);
  let longName: string | null = null;
  while (missing.size > 0) {
    const block = await reader.exactly(BLOCK_BYTES);
    if (block.every((byte) => byte === 0)) break;
    const header = parseHeader(block);
    if (header.type === 'x') {
      longName = paxPath(await readName(reader, header)) ?? longName;
      continue;
    }
    if (header.type === 'L') {
      longName = text(Buffer.from(await readName(reader, header)), 0, header.bytes);
      continue;
    }
    const name = longName ?? header.name;
    if (header.type !== 'g') longName = null;
    if ((header.type === '0' || header.type === '') && missing.delete(name)) {
      await take(name, reader.pieces(header.bytes));
      await skip(reader, padding(header.bytes));
    } else {
      await skip(reader, header.bytes + padding(header.bytes));
    }
  }
  return missing;
}

/**
 * Gives each member of `members` to `take`, in the archive's order. `take` must read the content to its end.
 * @throws LectorError `pack_corrupt` when the archive is damaged or lacks one of them; whatever `take` throws as
 *   LectorError
 */
export async function tgzMembers(
  path: string,
  members: ReadonlySet<string>,
  take: (member: string, content: AsyncIterable<Uint8Array>) => Promise<void>,
): Promise<void> {
  const gunzip = createGunzip();
  // A read or inflate error destroys the gunzip stream, and reading from it throws that error.
  const source = pipeline(createReadStream(path), gunzip, () => {});
  try {
    const missing = await walk(new ByteReader(source, path), members, take);
    const [first] = missing;
    if (first !== undefined) throw corrupt(path, `the archive has no member ${first}`);
  } catch (error) {
    if (error instanceof LectorError) throw error;
    throw corrupt(path, 'could not unpack the archive', error);
  } finally {
    gunzip.destroy();
  }
}
