import type { LectorEnv } from './env-fields.js';

/** Rules that need more than one variable. A rule is asked only when all variables it needs are read and valid. */
export interface EnvRule {
  readonly needs: readonly (keyof LectorEnv)[];
  /** What is wrong, or null. */
  check(values: LectorEnv): { readonly name: string; readonly problem: string } | null;
}

export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.[0-9]{1,3}){3}$/.test(host);
}

/** Whether requests need an API key. Open access exists only where nobody but this machine can reach the port. */
export function authMode(values: Pick<LectorEnv, 'LECTOR_AUTH' | 'LECTOR_HOST' | 'LECTOR_API_KEYS'>): 'none' | 'keys' {
  if (values.LECTOR_AUTH !== undefined) return values.LECTOR_AUTH;
  return isLoopbackHost(values.LECTOR_HOST) && values.LECTOR_API_KEYS.length === 0 ? 'none' : 'keys';
}

export const ENV_RULES: readonly EnvRule[] = [
  {
    needs: ['LECTOR_AUTH', 'LECTOR_HOST'],
    check: (values) =>
      values.LECTOR_AUTH === 'none' && !isLoopbackHost(values.LECTOR_HOST)
        ? {
            name: 'LECTOR_AUTH',
            problem: `\`none\` would open Lector to everybody who reaches ${values.LECTOR_HOST}; allowed: \`keys\`, or a loopback LECTOR_HOST`,
          }
        : null,
  },
  {
    needs: ['LECTOR_AUTH', 'LECTOR_HOST', 'LECTOR_API_KEYS'],
    check: (values) =>
      authMode(values) === 'keys' && values.LECTOR_API_KEYS.length === 0
        ? {
            name: 'LECTOR_API_KEYS',
            problem: `keys are needed with LECTOR_AUTH=keys or a LECTOR_HOST that is not loopback, and none is given; allowed: name:key,name:key`,
          }
        : null,
  },
  {
    needs: ['LECTOR_S3_ENDPOINT', 'LECTOR_S3_ACCESS_KEY_ID', 'LECTOR_S3_SECRET_ACCESS_KEY'],
    check: (values) => {
      const parts = [values.LECTOR_S3_ENDPOINT, values.LECTOR_S3_ACCESS_KEY_ID, values.LECTOR_S3_SECRET_ACCESS_KEY];
      const given = parts.filter((part) => part !== undefined).length;
      return given === 0 || given === parts.length
        ? null
        : {
            name: 'LECTOR_S3_ENDPOINT',
            problem:
              'endpoint, LECTOR_S3_ACCESS_KEY_ID and LECTOR_S3_SECRET_ACCESS_KEY belong together; allowed: all three or none (embedded store)',
          };
    },
  },
];
