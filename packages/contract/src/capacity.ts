import { z } from 'zod';

/** `GET /v1/capacity`: who works on what, how much there is to do, and how long that takes. */

const LaneLoad = z.object({ queued_characters: z.int().min(0).describe('Of open jobs, running ones included.') });

export const Capacity = z
  .object({
    packs: z
      .array(
        z.object({
          name: z.string(),
          default: z.boolean().describe('Whether it is meant where a call names none.'),
          served: z.boolean().describe('false: workers hold it, but this API does not take jobs for it (LECTOR_PACK).'),
          workers: z.int().min(0).describe('Live worker processes; with none, jobs for the pack wait for one.'),
          slots: z.int().min(0).describe('Jobs, or units of long ones, these render at a time.'),
          slots_in_use: z
            .int()
            .min(0)
            .describe('Of them, busy now. Those of a killed worker count until another takes its jobs over.'),
          lanes: z.object({ interactive: LaneLoad, bulk: LaneLoad }),
          queued_characters: z.int().min(0).describe('Of both lanes.'),
          characters_per_second: z
            .number()
            .nullable()
            .describe('As its workers measured it, of all together; null before any has.'),
          backlog_seconds: z
            .number()
            .nullable()
            .describe('What its workers need for all queued characters; null while their speed is not known.'),
        }),
      )
      .describe('The packs of this deployment, the first first; then others that workers hold.'),
    workers: z.array(
      z.object({
        id: z.string(),
        pack: z.string(),
        since: z.string().describe('When it began to take jobs.'),
        slots: z.int(),
        characters_per_second: z.number().nullable(),
      }),
    ),
  })
  .meta({ id: 'Capacity' });
export type Capacity = z.infer<typeof Capacity>;
