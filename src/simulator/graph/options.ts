import { FilterError, type Filter, parseFilter, usedBy } from './filter.ts';
import { GraphError, badRequest, families } from './errors.ts';
import { type GraphContext, type GraphResource, type Navigation, allProperties } from './resource.ts';
import { isUnkept } from './unkept.ts';

/** `$expand=policy($expand=rules;$select=id)` */
export interface Expand {
  name: string;
  select: readonly string[] | undefined;
  expand: readonly Expand[];
}

/** The system query options of a read. */
export interface QueryOptions {
  select: readonly string[] | undefined;
  expand: readonly Expand[];
  filter: Filter | undefined;
  top: number | undefined;
  skip: number;
  count: boolean;
  search: string | undefined;
  orderby: { path: string; descending: boolean } | undefined;
  skiptoken: string | undefined;
  deltatoken: string | undefined;
}

const optionNames = new Set([
  '$select',
  '$expand',
  '$filter',
  '$top',
  '$skip',
  '$count',
  '$search',
  '$orderby',
  '$skiptoken',
  '$deltatoken',
  '$format',
]);

/** Reads and checks the query options; names that the resource does not have are refused. */
export function queryOptions(context: GraphContext, resource: GraphResource): QueryOptions {
  const { query } = context.request;
  for (const name of query.keys())
    if (name.startsWith('$') && !optionNames.has(name)) throw badRequest(`Query option '${name}' was not recognized.`);
  const select = query
    .get('$select')
    ?.split(',')
    .map((name) => name.trim());
  const filter = parsedFilter(query.get('$filter'));
  const properties = allProperties(resource, context.version);
  const known = new Set(['*', ...Object.keys(properties), ...Object.keys(resource.navigation ?? {})]);
  const selected = (select ?? []).filter((name) => !isUnkept(resource.type, name.split('/')[0] ?? ''));
  const named = [...selected, ...(filter ? usedBy(filter).paths.map(([name]) => name ?? '') : [])];
  const wrong = named.find((name) => !known.has(name.split('/')[0] ?? ''));
  if (wrong !== undefined)
    throw badRequest(`Could not find a property named '${wrong}' on type 'microsoft.graph.${resource.type}'.`);
  const options: QueryOptions = {
    select,
    expand: parseExpand(query.get('$expand') ?? ''),
    filter,
    top: wholeNumber(query.get('$top'), '$top'),
    skip: wholeNumber(query.get('$skip'), '$skip') ?? 0,
    count: query.get('$count') === 'true',
    search: query.get('$search') ?? undefined,
    orderby: orderby(query.get('$orderby')),
    skiptoken: query.get('$skiptoken') ?? undefined,
    deltatoken: query.get('$deltatoken') ?? query.get('token') ?? undefined,
  };
  checkExpand(options.expand, resource.navigation ?? {}, resource.type);
  if (resource.advanced) checkAdvanced(context, options);
  return options;
}

function parsedFilter(text: string | null): Filter | undefined {
  if (text === null) return undefined;
  try {
    return parseFilter(text);
  } catch (error) {
    if (error instanceof FilterError) throw badRequest(`Invalid filter clause: ${error.message}`);
    throw error;
  }
}

function wholeNumber(text: string | null, name: string): number | undefined {
  if (text === null) return undefined;
  if (!/^\d+$/.test(text)) throw badRequest(`Invalid value '${text}' for ${name} query option found.`);
  return Number(text);
}

function orderby(text: string | null): QueryOptions['orderby'] {
  if (text === null) return undefined;
  const [path = '', direction = 'asc'] = text.trim().split(/\s+/);
  return { path, descending: direction.toLowerCase() === 'desc' };
}

/** Splits at commas (or semicolons) outside of parentheses. */
function split(text: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    else if (text[at] === ')') depth -= 1;
    else if (text[at] === separator && depth === 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)].map((part) => part.trim()).filter((part) => part !== '');
}

function parseExpand(text: string): Expand[] {
  return split(text, ',').map((part) => {
    const match = /^([\w.]+)(?:\((.*)\))?$/s.exec(part);
    if (!match) throw badRequest(`Term '${part}' is not valid in a $select or $expand expression.`);
    const options = new Map(
      split(match[2] ?? '', ';').map((option) => {
        const cut = option.indexOf('=');
        return [option.slice(0, cut).trim(), option.slice(cut + 1)] as const;
      }),
    );
    return {
      name: match[1]!,
      select: options
        .get('$select')
        ?.split(',')
        .map((name) => name.trim()),
      expand: parseExpand(options.get('$expand') ?? ''),
    };
  });
}

function checkExpand(expand: readonly Expand[], navigation: Readonly<Record<string, Navigation>>, type: string): void {
  for (const { name, expand: inner } of expand) {
    const found = navigation[name];
    if (!found)
      throw badRequest(
        `Parsing OData Select and Expand failed: Could not find a property named '${name}' on type 'microsoft.graph.${type}'.`,
      );
    checkExpand(inner, found.navigation ?? {}, name);
  }
}

/** Queries that directory objects answer only for `ConsistencyLevel: eventual` (m365-api §2). */
function checkAdvanced({ request }: GraphContext, options: QueryOptions): void {
  const eventual = request.headers['consistencylevel']?.toLowerCase() === 'eventual';
  const operators = options.filter ? usedBy(options.filter).operators : new Set<string>();
  const special = ['ne', 'not', 'endswith'].filter((operator) => operators.has(operator));
  const refused = (message: string): GraphError =>
    new GraphError(
      400,
      'Request_UnsupportedQuery',
      `${message} Refer to https://aka.ms/graph-docs/advanced-queries for more information.`,
    );
  if (special.length > 0 && !(eventual && options.count))
    throw refused(
      `Operator '${special[0]!}' is not supported because the required parameters might be missing. Try adding $count=true query parameter and ConsistencyLevel:eventual header.`,
    );
  if ((options.count || options.search !== undefined) && !eventual)
    throw refused(
      `Request with ${options.search === undefined ? '$count' : '$search'} query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'.`,
    );
  if (options.skip > 0)
    throw new GraphError(400, families.directory.badRequest, "'$skip' is not supported by the service.");
}
