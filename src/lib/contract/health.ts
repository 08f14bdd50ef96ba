import * as z from 'zod/mini';

/** `GET /api/v1/health`. */
export const Health = z.strictObject({
  status: z.enum(['ok', 'failing']),
  version: z.string(),
  store: z.enum(['sqlite', 'postgres']),
});
export type Health = z.infer<typeof Health>;
