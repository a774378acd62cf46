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
    pack: z.string().describe('The pack of calls that name none.'),
    workers: z.int().describe('Live workers holding that pack.'),
    packs: z
      .array(z.object({ name: z.string(), workers: z.int() }))
      .describe('Every pack of the deployment with its live workers; jobs for one without any wait for one.'),
  })
  .meta({ id: 'Readiness' });
export type Readiness = z.infer<typeof Readiness>;
