import { createClient, type LectorClient } from '@lector/sdk';
import type { CommandInput, OptionSpec } from './command.js';
import { stringValue } from './command.js';
import { apiAddress } from './config.js';

/** Options of every command that talks to a running Lector. */
export const CLIENT_OPTIONS = {
  url: { type: 'string', help: 'address of the API (LECTOR_PUBLIC_URL, else http://127.0.0.1:8080)' },
  key: { type: 'string', help: 'API key, where the server asks for one' },
  json: { type: 'boolean', help: 'print JSON' },
} as const satisfies Record<string, OptionSpec>;

export function clientOf(input: CommandInput): LectorClient {
  const baseUrl = stringValue(input, 'url') ?? apiAddress(input.env);
  const apiKey = stringValue(input, 'key');
  return createClient({ baseUrl, ...(apiKey === undefined ? {} : { apiKey }) });
}
