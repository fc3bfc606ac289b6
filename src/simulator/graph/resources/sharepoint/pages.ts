import { decodeToken, encodeToken } from '../../../opaque.ts';
import type { Entity } from '../../../store.ts';
import { badRequest } from '../../errors.ts';
import { meets } from '../../filter.ts';
import { queryOptions } from '../../options.ts';
import { contextUrl, link, pageSize } from '../../page.ts';
import type { GraphContext, GraphResource } from '../../resource.ts';
import { shown } from '../../shown.ts';

/** One page of what an operation found: filtered, projected, with a link to the next. */
export function pageOf(context: GraphContext, resource: GraphResource, found: readonly Entity[]): Entity {
  const options = queryOptions(context, resource);
  const size = pageSize(context, resource, options);
  const { filter, skiptoken } = options;
  const entities = filter ? found.filter((entity) => meets(filter, entity)) : found;
  const from = skiptoken === undefined ? options.skip : decodeToken(skiptoken)?.['after'];
  if (typeof from !== 'number') throw badRequest('The skip token is not valid.', 'invalidRequest');
  const page = entities.slice(from, from + size);
  const more = from + page.length < entities.length;
  return {
    '@odata.context': contextUrl(context, resource),
    ...(more && { '@odata.nextLink': link(context, { $skiptoken: encodeToken({ after: from + page.length }) }) }),
    value: page.map((entity) => shown(context, resource, entity, options)),
  };
}
