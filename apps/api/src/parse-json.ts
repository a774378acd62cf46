import { LectorError } from '@lector/contract';

/**
 * JSON from bytes.
 * @throws LectorError `malformed_json`, with the place of the fault where it is known and none of the text: the parser's
 * own message quotes what it read, which is the text of a job
 */
export function parseJson(bytes: Uint8Array): unknown {
  if (bytes.length === 0) throw malformed('the body is empty');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw malformed('the body is not UTF-8');
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const position = /at position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    if (position !== undefined) throw malformed(`the JSON is broken at ${place(text, Number(position))}`);
    throw malformed('the JSON ends too early or is broken');
  }
}

function malformed(message: string): LectorError {
  return new LectorError('malformed_json', message);
}

function place(text: string, position: number): string {
  const before = text.slice(0, position);
  const line = before.split('\n').length;
  return `line ${line}, column ${position - before.lastIndexOf('\n')}`;
}
