import { isIP } from 'node:net';
import { z } from 'zod';

/** A static API key: the name appears in logs and is the tenant of its jobs, the key never leaves the process. */
export interface ApiKey {
  readonly name: string;
  readonly key: string;
}

/** Shorter keys can be guessed over the network. */
const MIN_KEY_CHARS = 16;

function splitList(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Marked so that `readConfig` shows this message and not only what is allowed. */
function badEntry(message: string) {
  return { code: 'custom' as const, message, params: { entry: true } };
}

function parseApiKey(item: string): ApiKey | null {
  const match = /^([a-z0-9][a-z0-9_-]{0,31}):([\x21-\x2b\x2d-\x7e]+)$/i.exec(item);
  const [, name, key] = match ?? [];
  if (name === undefined || key === undefined || key.length < MIN_KEY_CHARS) return null;
  return { name, key };
}

/** `name:key,name:key`: names and keys each used once. */
export const apiKeyList: z.ZodType<readonly ApiKey[], string> = z.string().transform((text, context) => {
  const keys: ApiKey[] = [];
  for (const [index, item] of splitList(text).entries()) {
    const key = parseApiKey(item);
    if (key === null) context.addIssue(badEntry(`entry ${index + 1} is not name:key`));
    else if (keys.some((other) => other.name === key.name || other.key === key.key))
      context.addIssue(badEntry(`entry ${index + 1} repeats a name or a key`));
    else keys.push(key);
  }
  return keys;
});

/** `kokoro-82m,cosyvoice-300m-sft`: each once, at least one. */
export const packNames: z.ZodType<readonly [string, ...string[]], string> = z.string().transform((text, context) => {
  const [first, ...rest] = splitList(text);
  const names = first === undefined ? [] : [first, ...rest];
  for (const [index, name] of names.entries()) {
    if (!/^[a-z0-9][a-z0-9.-]{0,63}$/.test(name)) context.addIssue(badEntry(`"${name}" is not the name of a pack`));
    else if (names.indexOf(name) !== index) context.addIssue(badEntry(`${name} is there twice`));
  }
  if (first === undefined) context.addIssue(badEntry('it names no pack'));
  return [first ?? '', ...rest];
});

function isCidr(item: string): boolean {
  const [address, prefix, ...rest] = item.split('/');
  if (address === undefined || rest.length > 0) return false;
  const family = isIP(address);
  if (family === 0) return false;
  return prefix === undefined || (/^[0-9]{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128));
}

/** `10.0.0.0/8,fd00::/8`; an address alone stands for itself. Answers always carry a prefix length. */
export const cidrList: z.ZodType<readonly string[], string> = z.string().transform((text, context) => {
  const blocks: string[] = [];
  for (const item of splitList(text)) {
    if (isCidr(item)) blocks.push(item.includes('/') ? item : `${item}/${isIP(item) === 4 ? 32 : 128}`);
    else context.addIssue(badEntry(`${item} is not an address block`));
  }
  return blocks;
});
