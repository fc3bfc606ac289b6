import { parseDuration } from '../clock.ts';
import { entriesOf, stateName } from './entities.ts';
import { GraphError } from './errors.ts';
import { queryOptions } from './options.ts';
import { decodeToken, encodeToken } from '../opaque.ts';
import { type PageToken, contextUrl, link, pageSize } from './page.ts';
import type { GraphContext, GraphResource } from './resource.ts';
import { shown } from './shown.ts';

interface DeltaToken {
  path: string;
  since: number;
  at: number;
}

/** GET `P/delta`: everything in pages, then what changed since a link, then a new link. */
export function readDelta(context: GraphContext, resource: GraphResource): Record<string, unknown> {
  const options = queryOptions(context, resource);
  const { store } = context.tenant;
  const name = stateName(resource, context);
  const path = context.request.path;
  const linkFrom = (since: number): Record<string, unknown> => ({
    '@odata.deltaLink': link(context, { $deltatoken: encodeToken({ path, since, at: context.world.clock.now() }) }),
  });
  if (options.deltatoken !== undefined && options.deltatoken !== 'latest') {
    const token = decodeToken(options.deltatoken) as DeltaToken | undefined;
    const life = parseDuration(resource.delta?.life ?? '7d');
    if (!token || token.path !== path || token.at + life < context.world.clock.now()) throw expired(context, resource);
    const { upTo, changed } = store.changesSince(name, token.since);
    return {
      '@odata.context': contextUrl(context, resource),
      ...linkFrom(upTo),
      value: changed.map(({ id, entity }) =>
        entity ? shown(context, resource, entity, options) : { id, '@removed': { reason: resource.delta!.reason } },
      ),
    };
  }
  const token = options.skiptoken === undefined ? undefined : (decodeToken(options.skiptoken) as PageToken | undefined);
  if (options.skiptoken !== undefined && token?.path !== path) throw expired(context, resource);
  const since = token?.since ?? store.changesSince(name, 0).upTo;
  const entries = options.deltatoken === 'latest' ? [] : entriesOf(resource, context);
  const rest = entries.filter(({ order }) => order > (token?.after ?? 0));
  const page = rest.slice(0, pageSize(context, resource, options));
  return {
    '@odata.context': contextUrl(context, resource),
    ...(rest.length > page.length
      ? { '@odata.nextLink': link(context, { $skiptoken: encodeToken({ path, after: page.at(-1)!.order, since }) }) }
      : linkFrom(since)),
    value: page.map(({ entity }) => shown(context, resource, entity, options)),
  };
}

/** A delta link that the service forgot: start again from `Location`. Codes and life: assumption delta-expiry. */
function expired(context: GraphContext, resource: GraphResource): GraphError {
  const code = resource.family === 'files' ? 'resyncRequired' : 'syncStateNotFound';
  return new GraphError(410, code, 'Resync required. Replace any local items with the server version.', {
    location: `https://${context.request.host.name}${context.request.rawPath}`,
  });
}
