import { z } from 'zod';
import type { Access, Endpoint } from './endpoint.ts';

const none = z.strictObject({});

/** Ids in paths: GUIDs, plan ids, control ids, names of feeds. */
export const pathId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._~-]{0,199}$/, 'is no id');
export const tenantId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'is no id of a tenant');
export const moment = z.iso.datetime();
export const day = z.iso.date();

export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().optional(), total: z.number().int().optional() });
}

interface Given<Q extends z.ZodRawShape, B extends z.ZodType, A extends z.ZodType> {
  id: string;
  method: Endpoint['method'];
  path: `/${string}`;
  summary: string;
  access: Access;
  query?: Q;
  body?: B;
  answer: A;
  status?: Endpoint['status'];
  events?: true;
  file?: string;
  reads?: true;
  quiet?: true;
  tenants?: 'all';
}

/** Declares an endpoint. Its path parameters are read off the path, so that the two cannot differ. */
export function defineEndpoint<
  A extends z.ZodType,
  Q extends z.ZodRawShape = Record<never, never>,
  B extends z.ZodType = z.ZodNever,
>({ query, body, ...given }: Given<Q, B, A>): Endpoint<z.ZodObject, z.ZodObject<Q>, B, A> {
  const names = [...given.path.matchAll(/\{([a-z][A-Za-z]*)\}/g)].map((match) => match[1]!);
  const shape = Object.fromEntries(names.map((name) => [name, name === 'tenant' ? tenantId : pathId]));
  return {
    status: 200,
    ...given,
    parameters: names.length > 0 ? z.strictObject(shape) : none,
    query: z.strictObject(query ?? ({} as Q)),
    ...(body && { body }),
  };
}
