import type { Entity } from '../store.ts';
import { entriesOf, etag, findEntity, singleton } from './entities.ts';
import { GraphError, badRequest } from './errors.ts';
import { meets } from './filter.ts';
import { type QueryOptions, queryOptions } from './options.ts';
import { decodeToken, encodeToken } from '../opaque.ts';
import { type PageToken, contextUrl, link, pageSize } from './page.ts';
import type { GraphContext, GraphResource } from './resource.ts';
import { shown } from './shown.ts';

/** GET on a collection: filtered, ordered, one page, projected. */
export function readList(context: GraphContext, resource: GraphResource): Record<string, unknown> {
  const options = queryOptions(context, resource);
  const size = pageSize(context, resource, options);
  const entries = matching(context, resource, options);
  const path = context.request.path;
  let start = 0;
  if (options.skiptoken !== undefined) {
    const token = decodeToken(options.skiptoken) as PageToken | undefined;
    if (!token || token.path !== path)
      throw new GraphError(
        400,
        'Directory_ExpiredPageToken',
        'The specified page token value has expired and can no longer be included in your request.',
      );
    start = options.orderby ? token.after : entries.findIndex(({ order }) => order > token.after);
    if (start < 0) start = entries.length;
  }
  start += options.skiptoken === undefined ? options.skip : 0;
  const page = entries.slice(start, start + size);
  const more = start + page.length < entries.length;
  const after = options.orderby ? start + page.length : page.at(-1)?.order;
  return {
    '@odata.context': contextUrl(context, resource),
    ...(options.count && { '@odata.count': entries.length }),
    ...(more && { '@odata.nextLink': link(context, { $skiptoken: encodeToken({ path, after }) }) }),
    value: page.map(({ entity }) => shown(context, resource, entity, options)),
  };
}

/** GET `P/$count`. */
export function readCount(context: GraphContext, resource: GraphResource): string {
  if (resource.advanced && context.request.headers['consistencylevel']?.toLowerCase() !== 'eventual')
    throw badRequest('$count is not currently supported.', 'Request_BadRequest');
  return String(matching(context, resource, queryOptions(context, resource)).length);
}

function matching(
  context: GraphContext,
  resource: GraphResource,
  options: QueryOptions,
): { order: number; entity: Entity }[] {
  let entries = entriesOf(resource, context);
  const type = context.cast && `#microsoft.graph.${context.cast}`;
  if (type) entries = entries.filter(({ entity }) => entity['@odata.type'] === type);
  const { filter, search, orderby } = options;
  if (filter) entries = entries.filter(({ entity }) => meets(filter, entity));
  if (search !== undefined) {
    const [, name = 'displayName', text = ''] = /^"?(\w+):(.*?)"?$/.exec(search) ?? [undefined, undefined, search];
    entries = entries.filter(({ entity }) => String(entity[name]).toLowerCase().includes(text.toLowerCase()));
  }
  if (orderby) {
    const key = (entity: Entity): string => JSON.stringify(entity[orderby.path] ?? null).toLowerCase();
    const sign = orderby.descending ? -1 : 1;
    entries = entries.toSorted(
      (a, b) => sign * (key(a.entity) < key(b.entity) ? -1 : key(a.entity) > key(b.entity) ? 1 : 0),
    );
  }
  return entries;
}

/** GET on one entity or a singleton. */
export function readOne(context: GraphContext, resource: GraphResource): Record<string, unknown> {
  const options = queryOptions(context, resource);
  const { entity, id } =
    resource.kind === 'singleton'
      ? { entity: singleton(context, resource), id: '' }
      : findEntity(resource, context, context.parameters['id']!);
  return {
    '@odata.context': contextUrl(context, resource, true),
    ...(resource.etag && { '@odata.etag': etag(context, resource, id) }),
    ...shown(context, resource, entity, options),
  };
}

/** The links of a `$ref` collection. */
export function readLinks(context: GraphContext, resource: GraphResource): Record<string, unknown> {
  const root = `https://${context.request.host.name}/${context.version}`;
  const value = entriesOf(resource, context).map(({ entity }) => ({
    '@odata.id': `${root}/directoryObjects/${String(entity['id'])}`,
  }));
  return { '@odata.context': `${root}/$metadata#Collection($ref)`, value };
}
