import { z } from 'zod';

/** An error as the API answers it: RFC 9457 `application/problem+json`. It never holds a value from a tenant. */
export const problem = z.object({
  /** `not-permitted`: what to decide by; `title` and `detail` are for people. */
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  /** The next step for the person who reads it. */
  hint: z.string().optional(),
  /** Names this request in the server's log. */
  request: z.string(),
  /** Which fields of the request are wrong, and how. */
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof problem>;
