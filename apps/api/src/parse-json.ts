import { LectorError } from '@lector/contract';
import { beyondBounds, BODY_BOUNDS, type JsonBounds } from './json-bounds.js';

/**
 * JSON from bytes.
 * @throws LectorError `malformed_json`, with the place of the fault where it is known and none of the text: the parser's
 * own message quotes what it read, which is the text of a job; `invalid_request` for more than any request can hold
 */
export function parseJson(bytes: Uint8Array, bounds: JsonBounds = BODY_BOUNDS): unknown {
  if (bytes.length === 0) throw malformed('the body is empty');
  const bound = beyondBounds(bytes, bounds);
  if (bound !== null) throw tooMuch(bound, bounds);
  const text = decodeUtf8(bytes);
  try {
    return JSON.parse(text);
  } catch (error) {
    const position = /at position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    if (position !== undefined) throw malformed(`the JSON is broken at ${place(text, Number(position))}`);
    throw malformed('the JSON ends too early or is broken');
  }
}

/** @throws LectorError `malformed_json` */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw malformed('the body is not UTF-8');
  }
}

function tooMuch(bound: keyof JsonBounds, { [bound]: max }: JsonBounds): LectorError {
  const what = bound === 'maxValues' ? `holds more than ${max} values` : `is nested more than ${max} deep`;
  return new LectorError('invalid_request', `the body ${what}; no request is like that [${bound}=${max}]`, {
    errors: [{ pointer: '', detail: what }],
  });
}

function malformed(message: string): LectorError {
  return new LectorError('malformed_json', message);
}

const LINE_FEED = 0x0a;

function place(text: string, position: number): string {
  let line = 1;
  let start = 0;
  // Counted and not split: a body of nothing but line ends would become millions of strings.
  for (let at = 0; at < position; at += 1) {
    if (text.charCodeAt(at) !== LINE_FEED) continue;
    line += 1;
    start = at + 1;
  }
  return `line ${line}, column ${position - start + 1}`;
}
