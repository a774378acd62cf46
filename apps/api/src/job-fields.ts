import { LectorError, toLectorError } from '@lector/contract';

/**
 * Refusals of a job in the words of a call that names its fields in another way: a pointer must lead into the body that
 * was sent.
 */

/** Pointer to a field of a job → pointer to where the call has it; what is not named is called the same. */
export type FieldNames = Readonly<Record<string, string>>;

/** What was thrown, with every pointer (also of what lies inside of a field) as the call has it. */
export function inFieldsOf(names: FieldNames, thrown: unknown): LectorError {
  const error = toLectorError(thrown);
  if (error.errors.length === 0) return error;
  const errors = error.errors.map(({ pointer, detail }) => ({ pointer: renamed(names, pointer), detail }));
  const { retryAfterSeconds } = error;
  return new LectorError(error.code, error.message, {
    cause: error,
    errors,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });
}

function renamed(names: FieldNames, pointer: string): string {
  const end = pointer.indexOf('/', 1);
  const field = end < 0 ? pointer : pointer.slice(0, end);
  return (Object.hasOwn(names, field) ? names[field] : field) + pointer.slice(field.length);
}
