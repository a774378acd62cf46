import { LectorError } from '@lector/contract';
import type { LectorEnv, LectorEnvName } from './env-fields.js';

/** What the API and the workers that join it both read, and have to agree on. */
export const SHARED_NAMES = [
  'LECTOR_REDIS_URL',
  'LECTOR_QUEUE_PREFIX',
  'LECTOR_S3_ENDPOINT',
  'LECTOR_S3_BUCKET',
  'LECTOR_S3_REGION',
  'LECTOR_S3_ACCESS_KEY_ID',
  'LECTOR_S3_SECRET_ACCESS_KEY',
  'LECTOR_PUBLIC_URL',
  'LECTOR_PACK',
  'LECTOR_RETENTION_HOURS',
  'LECTOR_WEBHOOK_ALLOW_CIDR',
  'LECTOR_OTLP_ENDPOINT',
  'LECTOR_LOG_LEVEL',
] as const satisfies readonly LectorEnvName[];

/** Those of them that have no default. */
type ServiceName =
  'LECTOR_REDIS_URL' | 'LECTOR_S3_ENDPOINT' | 'LECTOR_S3_ACCESS_KEY_ID' | 'LECTOR_S3_SECRET_ACCESS_KEY';

/** The services a program joins. */
export interface JoinedServices {
  readonly redisUrl: string;
  readonly s3: {
    readonly endpoint: string;
    readonly region: string;
    readonly bucket: string;
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
  };
}

/**
 * @param advice what to do where they are not named: a program on its own never starts services, since nobody else would
 *   see what it put there
 * @throws LectorError `config_invalid` naming everything that is missing
 */
export function joinedServices(values: Pick<LectorEnv, (typeof SHARED_NAMES)[number]>, advice: string): JoinedServices {
  const missing: string[] = [];
  const needed = (name: ServiceName): string => {
    const value = values[name];
    if (value === undefined) missing.push(name);
    return value ?? '';
  };
  const services = {
    redisUrl: needed('LECTOR_REDIS_URL'),
    s3: {
      endpoint: needed('LECTOR_S3_ENDPOINT'),
      region: values.LECTOR_S3_REGION,
      bucket: values.LECTOR_S3_BUCKET,
      accessKeyId: needed('LECTOR_S3_ACCESS_KEY_ID'),
      secretAccessKey: needed('LECTOR_S3_SECRET_ACCESS_KEY'),
    },
  };
  if (missing.length > 0) throw new LectorError('config_invalid', `not set: ${missing.join(', ')}. ${advice}`);
  return services;
}
