import { createClient, type LectorClient } from '@lector/sdk';
import type { CommandInput, OptionSpec } from './command.js';
import { stringValue, UsageError } from './command.js';
import { apiAddress } from './config.js';

/** Options of every command that talks to a running Lector. */
export const CLIENT_OPTIONS = {
  url: { type: 'string', help: 'address of the API (LECTOR_PUBLIC_URL, else http://127.0.0.1:8080)' },
  key: { type: 'string', help: 'API key, where the server asks for one' },
  json: { type: 'boolean', help: 'print JSON' },
} as const satisfies Record<string, OptionSpec>;

/** @throws UsageError for an address or a key that nothing can be sent with */
export function clientOf(input: CommandInput): LectorClient {
  const baseUrl = stringValue(input, 'url') ?? apiAddress(input.env);
  const apiKey = stringValue(input, 'key');
  try {
    return createClient({ baseUrl, ...(apiKey === undefined ? {} : { apiKey }) });
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

/** The one document of standard output with `--json`. */
export function printJson(value: unknown): void {
  console.log(JSON.stringify(value, null, 2));
}
