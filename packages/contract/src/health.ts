import { z } from 'zod';

/** `GET /healthz`: the process answers. It says nothing of Redis, so a Redis outage restarts nobody. */
export const Health = z
  .object({ status: z.literal('ok'), version: z.string(), uptime_seconds: z.number() })
  .meta({ id: 'Health' });
export type Health = z.infer<typeof Health>;

/** `GET /readyz` when everything a job needs is there; otherwise a problem document names what is missing. */
export const Readiness = z
  .object({
    status: z.literal('ready'),
    pack: z.string(),
    workers: z.int().describe('Live workers holding the pack.'),
  })
  .meta({ id: 'Readiness' });
export type Readiness = z.infer<typeof Readiness>;
