import type { z } from 'zod';
import type { Permission } from '../core/permission.ts';

/**
 * Who may call: whoever holds the permission for the tenant in the path, whoever signed in in a browser, whoever shows
 * a token, or anybody.
 */
export type Access = Permission | 'signed-in' | 'half-signed-in' | 'token' | 'public';

/**
 * One call of the API, as data: the server carries it out, the CLI and the console send it, the OpenAPI document and the
 * access matrix are made from it. `{tenant}` in the path is the tenant that everything happens in; an endpoint without
 * it is about Wardline itself, and a permission then has to be held for all tenants.
 */
export interface Endpoint<
  Parameters extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  /** `findings.list`: the noun and what is done. */
  id: string;
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Below `/api/v1`. */
  path: `/${string}`;
  summary: string;
  access: Access;
  parameters: Parameters;
  query: Query;
  /** Absent where the call has no body. */
  body?: Body;
  answer: Answer;
  status: 200 | 201 | 202 | 204;
  /** The answer is a stream of server-sent events, each with data of the form `answer`. */
  events?: true;
  /** The answer is a file for the person, of this media type. */
  file?: string;
  /**
   * A read by POST: its question must not stand in an address, or its answer is PHI. It changes nothing, so nothing of
   * it is kept for a repeat under the same Idempotency-Key.
   */
  reads?: true;
  /** It is asked again and again while somebody waits: only what comes of it is recorded. */
  quiet?: true;
  /** It serves several tenants at once: those that the caller holds the permission for. */
  tenants?: 'all';
}
