import { z } from 'zod';

/** Of every request that has something read or spoken. */
export const PackField = z
  .string()
  .min(1)
  .max(64)
  .optional()
  .describe('A model pack of GET /v1/capacity; the deployment’s first when absent.');
