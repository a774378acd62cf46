import { writeSync } from 'node:fs';
import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import type { LogLevel } from './env-fields.js';
import { lineOutput } from './line-output.js';
import { SECRET_NAMES, withoutSecrets } from './without-secrets.js';

export type { Logger } from 'pino';

/** A cause chain longer than this is a loop or of no use to a reader. */
const MAX_CAUSES = 5;

/**
 * JSON lines to stdout (or `destination`, in tests). Writes are synchronous: the last line before an exit is not lost.
 * What `withoutSecrets` hides it hides in the fields of a line; of a child's own fields, which are ids, by their names alone.
 */
export function createLogger(options: {
  readonly name: string;
  readonly level: LogLevel;
  readonly destination?: DestinationStream;
}): Logger {
  const settings = {
    name: options.name,
    level: options.level,
    // By name alone: with one path that begins with `*`, pino takes each field of each line through every path, which cost
    // ten times as much as all else about a line.
    redact: { paths: [...SECRET_NAMES].map((name) => `["${name}"]`), censor: '[redacted]' },
    serializers: { err: serializeError, error: serializeError },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }), log: withoutSecrets },
  };
  // Not pino's own output: at exit that tries without end to write what a closed terminal refuses.
  return pino(settings, options.destination ?? lineOutput({ write: toStandardOutput, sleep: blockFor }));
}

function toStandardOutput(bytes: Uint8Array, offset: number): number {
  return writeSync(1, bytes, offset);
}

function blockFor(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

/**
 * Name, code, message, stack and causes of an error, and nothing else it carries: errors of HTTP clients hold whole
 * requests with their signatures, those of Redis the arguments of the command.
 */
export function serializeError(thrown: unknown): unknown {
  return describe(thrown, 0);
}

function describe(thrown: unknown, depth: number): unknown {
  if (!(thrown instanceof Error)) return { type: typeof thrown };
  const code: unknown = 'code' in thrown ? thrown.code : undefined;
  return {
    type: thrown.name,
    ...(typeof code === 'string' ? { code } : {}),
    message: thrown.message,
    ...(depth === 0 ? { stack: thrown.stack } : {}),
    ...(thrown.cause === undefined || depth >= MAX_CAUSES ? {} : { cause: describe(thrown.cause, depth + 1) }),
  };
}
