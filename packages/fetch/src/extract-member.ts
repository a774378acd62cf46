import { LectorError } from '@lector/contract';
import { tgzMembers } from './archive/tar.js';
import { zipMember } from './archive/zip.js';
import { writeAtomically, type ExpectedContent } from './write-atomically.js';

/** One member to take out of an archive. */
export interface Extraction {
  /** The path inside the archive, as the archive spells it. */
  readonly member: string;
  readonly dest: string;
  /** Permission bits; 0o755 for a program. */
  readonly mode?: number;
  readonly expected?: ExpectedContent;
}

function isZip(path: string): boolean {
  return path.endsWith('.whl') || path.endsWith('.zip');
}

function isTgz(path: string): boolean {
  return path.endsWith('.tgz') || path.endsWith('.tar.gz');
}

/**
 * Takes members out of a .whl, .zip, .tgz or .tar.gz, each written atomically. A .tgz is read once, whatever the number.
 * @throws LectorError `pack_corrupt` when the archive is damaged, lacks a member, or a content is not the expected
 */
export async function extractMembers(archivePath: string, extractions: readonly Extraction[]): Promise<void> {
  const write = (extraction: Extraction, content: AsyncIterable<Uint8Array>) =>
    writeAtomically(extraction.dest, content, {
      ...(extraction.mode === undefined ? {} : { mode: extraction.mode }),
      ...(extraction.expected === undefined ? {} : { expected: extraction.expected }),
    });
  if (isZip(archivePath)) {
    for (const extraction of extractions) await write(extraction, zipMember(archivePath, extraction.member));
    return;
  }
  if (!isTgz(archivePath))
    throw new LectorError('pack_corrupt', `not a .whl, .zip or .tgz archive [archive=${archivePath}]`);
  const byMember = new Map(extractions.map((extraction) => [extraction.member, extraction]));
  await tgzMembers(archivePath, new Set(byMember.keys()), async (member, content) => {
    const extraction = byMember.get(member);
    if (extraction !== undefined) await write(extraction, content);
  });
}

/** `extractMembers` for one. @throws as `extractMembers` */
export async function extractMember(
  archivePath: string,
  member: string,
  dest: string,
  options: Omit<Extraction, 'member' | 'dest'> = {},
): Promise<void> {
  await extractMembers(archivePath, [{ member, dest, ...options }]);
}
