import { isAtLeast, type ServerVersion } from './server-version.js';

/**
 * Which server wrote the files of a data folder, and which others can read them. Redis and Valkey share the files of Redis
 * up to 7.2 (snapshot format 11); from there on each has formats of its own (Redis 7.4: 12, Valkey 9: 80) and refuses the
 * other's, as an older one refuses a newer one's of its own brand.
 */

const COMMON = { major: 7, minor: 2 };

/** The line that is kept in the data folder. */
export function writtenByLine({ brand, text }: Pick<ServerVersion, 'brand' | 'text'>): string {
  return `${brand} ${text}\n`;
}

/** The server that a line names; null where nothing is known. */
export function parseWrittenBy(line: string): ServerVersion | null {
  const [, brand, text = '', major, minor] = /^(redis|valkey) ((\d+)\.(\d+)\S*)$/.exec(line.trim()) ?? [];
  if (brand !== 'redis' && brand !== 'valkey') return null;
  return { brand, text, major: Number(major), minor: Number(minor) };
}

export function canRead(reader: ServerVersion, writer: ServerVersion): boolean {
  if (reader.brand === writer.brand) return isAtLeast(reader, writer);
  // Valkey began as Redis 7.2. The other way is not promised by anybody, although old versions manage it.
  return reader.brand === 'valkey' && writer.brand === 'redis' && isAtLeast(COMMON, writer);
}

/** What to install, for whoever has data that nothing on this machine can read. */
export function readersOf(writer: ServerVersion): string {
  const { brand, major, minor } = writer;
  const own = `${brand === 'valkey' ? 'Valkey' : 'Redis'} ${major}.${minor} or newer`;
  return brand === 'redis' && isAtLeast(COMMON, writer) ? `${own}, or any Valkey` : own;
}
