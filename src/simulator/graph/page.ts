import { badRequest, families } from './errors.ts';
import type { QueryOptions } from './options.ts';
import type { GraphContext, GraphResource } from './resource.ts';

export interface PageToken {
  path: string;
  after: number;
  /** For delta: the write from which changes are asked next time. */
  since?: number;
}

/** Page size in force: what is asked, what the resource allows, what the simulator is set to. */
export function pageSize(context: GraphContext, resource: GraphResource, options: QueryOptions): number {
  const limit = context.world.pageLimit > 0 ? context.world.pageLimit : Number.POSITIVE_INFINITY;
  const special = (options.select ?? []).map((name) => resource.special?.[name]?.maxTop ?? Number.POSITIVE_INFINITY);
  const max = resource.page?.max ?? Number.POSITIVE_INFINITY;
  // Outlook takes the size of a page from this header, and no more than it allows: assumption mail-folder-delta.
  const preferred = /odata\.maxpagesize=(\d+)/i.exec(context.request.headers['prefer'] ?? '')?.[1];
  if (preferred !== undefined && resource.family === 'mail' && options.top === undefined)
    return Math.max(1, Math.min(Number(preferred), max, limit));
  if (options.top !== undefined && (options.top === 0 || options.top > max))
    throw badRequest(
      `Invalid page size specified: '${options.top}'. Must be between 1 and ${max} inclusive.`,
      families[resource.family ?? 'directory'].badRequest,
    );
  return Math.min(options.top ?? resource.page?.size ?? Number.POSITIVE_INFINITY, limit, ...special);
}

export function contextUrl({ request, version }: GraphContext, resource: GraphResource, one = false): string {
  const place = resource.path.slice(1).replace(/\{\w+\}/g, '{id}');
  return `https://${request.host.name}/${version}/$metadata#${place}${one && resource.kind === 'collection' ? '/$entity' : ''}`;
}

/** The request's own address with some query options replaced. */
export function link({ request }: GraphContext, options: Readonly<Record<string, string>>): string {
  const kept = [...request.query].filter(
    ([name]) => name !== '$skiptoken' && name !== '$deltatoken' && name !== '$skip',
  );
  const query = [...kept, ...Object.entries(options)].map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `https://${request.host.name}${request.rawPath}?${query.join('&')}`;
}
