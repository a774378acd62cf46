import { LectorError, type ErrorDetail, type TextFormat } from '@lector/contract';

/** Something wrong with the markup of a text: where (UTF-16, of the submitted text) and what. */
export interface MarkupProblem {
  readonly at: number;
  readonly detail: string;
}

/** An answer names so many; more help nobody. */
export const MAX_PROBLEMS = 20;

/** The refusal for one or several problems, each with its place. It repeats names of elements, never the text. */
export function markupError(format: TextFormat, source: string, problems: readonly MarkupProblem[]): LectorError {
  const errors = problems.slice(0, MAX_PROBLEMS).map(({ at, detail }): ErrorDetail => {
    return { pointer: '/text', detail: `${detail} (${placeOf(format, source, at)})` };
  });
  const what = format === 'ssml' ? 'the SSML cannot be read' : 'the markup of the text cannot be read';
  const more = problems.length > 1 ? `, problems=${problems.length}` : '';
  return new LectorError(
    format === 'ssml' ? 'invalid_ssml' : 'invalid_markup',
    `${what}: ${errors[0]?.detail ?? ''}${more === '' ? '' : ` [${more.slice(2)}]`}`,
    { errors },
  );
}

function placeOf(format: TextFormat, source: string, at: number): string {
  return format === 'plain' ? `code point ${count(source.slice(0, at))}` : xmlPlace(source, at);
}

/** Line, column and code point of a UTF-16 index, for people with an editor. */
export function xmlPlace(source: string, at: number): string {
  const before = source.slice(0, at);
  const lines = before.split(/\r\n?|\n/u);
  return `line ${lines.length}, column ${count(lines.at(-1) ?? '') + 1}, code point ${count(before)}`;
}

function count(text: string): number {
  let points = 0;
  for (let at = 0; at < text.length; points += 1) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return points;
}
