import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { UsageError } from './command.js';

/** No plain text of a book comes near; a film given by mistake does. */
const MAX_BYTES = 64_000_000;
/** What is tried when a text is not UTF-8: only to say which one it could be. A guess would be heard as noise. */
const LIKELY = ['gb18030', 'big5', 'shift_jis', 'euc-jp', 'euc-kr', 'windows-1252'] as const;

/**
 * A plain text file, decoded. UTF-8 and UTF-16 are told by their bytes; any other encoding has to be named.
 * @param encoding a label of the WHATWG encoding standard; null to tell from the bytes
 * @throws UsageError that says what to do
 */
export async function readTextFile(path: string, encoding: string | null): Promise<string> {
  const facts = await stat(path).catch((error: unknown) => {
    throw new UsageError(`cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  });
  if (!facts.isFile()) throw new UsageError(`${path} is not a file`);
  if (facts.size > MAX_BYTES) throw new UsageError(`${path} is larger than ${MAX_BYTES / 1e6} MB: not a plain text`);
  if (/^\.(?:epub|html?|pdf|docx?|mobi|azw3?|rtf)$/i.test(extname(path))) {
    throw new UsageError(`${basename(path)} is not plain text; this version reads .txt files`);
  }
  return decodeText(await readFile(path), encoding);
}

/** @throws UsageError when the bytes are not in that encoding */
export function decodeText(bytes: Uint8Array, encoding: string | null): string {
  if (encoding !== null) {
    const decoded = tryDecode(bytes, encoding);
    if (decoded === null) throw new UsageError(`the file is not ${encoding}, or there is no such encoding`);
    return decoded;
  }
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
  const decoded = tryDecode(bytes, utf16 ?? 'utf-8');
  if (decoded !== null) return decoded;
  const possible = LIKELY.filter((label) => tryDecode(bytes, label) !== null);
  throw new UsageError(
    `the file is not UTF-8; name its encoding with --encoding${possible.length === 0 ? '' : ` (possible: ${possible.join(', ')})`}`,
  );
}

function tryDecode(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
