import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LectorError } from '@lector/contract';
import { writePrivately } from './private-file.js';

/** Secrets of the embedded services, made once per data folder: links presigned yesterday still work today. */
export interface ServiceKeys {
  readonly redisPassword: string;
  readonly s3AccessKeyId: string;
  readonly s3SecretAccessKey: string;
  /** Signs what the parts of the store say to each other. */
  readonly s3Internal: string;
}

const FILE = 'services-keys.json';

/** @throws LectorError `service_missing` when the file is there and cannot be understood: overwriting it would lock us out */
export async function serviceKeys(dataDir: string): Promise<ServiceKeys> {
  const path = join(dataDir, FILE);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new LectorError('service_missing', `could not read the keys of the embedded services [file=${path}]`, {
      cause: error,
    });
  });
  if (text !== null) return parseKeys(text, path);
  const keys: ServiceKeys = {
    redisPassword: randomBytes(24).toString('hex'),
    s3AccessKeyId: `lector${randomBytes(7).toString('hex')}`,
    s3SecretAccessKey: randomBytes(30).toString('hex'),
    s3Internal: randomBytes(24).toString('hex'),
  };
  writePrivately(path, `${JSON.stringify(keys, null, 2)}\n`);
  return keys;
}

function parseKeys(text: string, path: string): ServiceKeys {
  try {
    const value = JSON.parse(text) as Partial<Record<keyof ServiceKeys, unknown>>;
    const word = (name: keyof ServiceKeys): string => {
      const found = value[name];
      if (typeof found !== 'string' || !/^[a-z0-9]{16,}$/.test(found)) throw new TypeError(`${name} is not a key`);
      return found;
    };
    return {
      redisPassword: word('redisPassword'),
      s3AccessKeyId: word('s3AccessKeyId'),
      s3SecretAccessKey: word('s3SecretAccessKey'),
      s3Internal: word('s3Internal'),
    };
  } catch (error) {
    throw new LectorError('service_missing', `the keys of the embedded services are damaged [file=${path}]`, {
      cause: error,
    });
  }
}
