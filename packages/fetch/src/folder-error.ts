import { LectorError } from '@lector/contract';

/** What the system's words for a folder that cannot be used mean to a person. */
const WHY: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'its file system is read-only',
  ENOTDIR: 'a part of the path is not a folder',
  EEXIST: 'there is a file of that name',
  ENOENT: 'it cannot be made there',
};

/**
 * A folder that cannot be written, as the wrong setting it is: nothing tried again will help until somebody names another
 * folder or changes its rights. null for any other error (a full disk, say).
 */
export function folderError(error: unknown, folder: string): LectorError | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const why = WHY[code];
  if (why === undefined) return null;
  return new LectorError(
    'config_invalid',
    `the folder ${folder} cannot be written: ${why}; change its rights or name another one (LECTOR_DATA_DIR, LECTOR_MODEL_DIR) [reason=${code}]`,
    { cause: error },
  );
}
