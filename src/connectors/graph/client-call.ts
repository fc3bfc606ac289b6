import { type CallAnswer, type CallSettings, callJson, objectOf, recordsOf } from '../http/call.ts';
import { type LimitedTenant, limitsOf } from '../http/limits.ts';
import { type CallFacts, pageFollower } from '../http/paging.ts';
import type { Method } from '../http/transport.ts';
import type { GraphOptions } from '../resource.ts';

/** Graph for one tenant. */
export interface GraphSettings extends CallSettings {
  /** `graph.microsoft.com`. */
  host: string;
  tenant: LimitedTenant;
}

/**
 * One call. `path` is below the version root, or a whole link that Graph gave (next, delta), which is followed as it
 * is. Headers such as ConsistencyLevel go with every page.
 */
export function callGraph(
  settings: GraphSettings,
  method: Method,
  path: string,
  options: GraphOptions = {},
  json?: unknown,
  accept?: readonly number[],
): Promise<CallAnswer> {
  const url = urlOf(settings, path, options);
  const below = pathBelowRoot(url);
  return callJson(settings, {
    method,
    url,
    call: `${method} ${masked(below)}`,
    limits: limitsOf('graph', settings.tenant, method, below),
    headers: options.headers,
    json,
    accept,
  });
}

export function urlOf(settings: Pick<GraphSettings, 'host'>, path: string, options: GraphOptions): string {
  // A link of Graph's own goes through the transport's host check like any other address.
  return path.startsWith('https://') ? path : `https://${settings.host}/${options.version ?? 'v1.0'}${slashed(path)}`;
}

function slashed(path: string): string {
  return path.startsWith('/') ? path : `/${path}`;
}

/** The path below the version root, with its query. */
export function pathBelowRoot(url: string): string {
  return url.replace(/^https:\/\/[^/]*\/(?:v1\.0|beta)/, '');
}

/** Collections whose next segment names one of the tenant's objects, and the words that stand there instead. */
const keyed = /^(?:users|groups|devices|domains|drives|items|sites|teams|chats|messages|mailFolders|children)$/;
const unkeyed =
  /^(?:delta|root|\$count|\$ref|getAllSites\(\)|getByIds|getAllMessages\(\)|microsoft\.graph\.[A-Za-z.]+)$/;
/** Graph's own vocabulary: camelCase words, functions and casts. */
const word = /^(?:(?:\$?[a-z][A-Za-z]*|microsoft\.graph\.[A-Za-z.]+)(?:\(…?\))?)?$/;

/**
 * A path without the tenant's values, for errors: `/users/{…}/messages`. What stands in parentheses or behind a colon
 * (a path of the tenant's files) goes too.
 */
export function masked(path: string): string {
  const plain = path
    .replace(/\?.*$/s, '')
    .replaceAll(/\((?:[^()']|'(?:[^']|'')*')*\)/g, (inside) => (inside === '()' ? '()' : '(…)'));
  const [before = '', behind] = plain.split(/:(.*)/s);
  const segments = before.split('/').map((segment, at, others) => {
    const key = keyed.test(others[at - 1] ?? '') && !unkeyed.test(segment);
    return key || !word.test(segment) ? '{…}' : segment;
  });
  return segments.join('/') + (behind === undefined ? '' : ':{…}');
}

export interface Page {
  records: Record<string, unknown>[];
  body: Record<string, unknown>;
}

/**
 * The pages of a list. Throws `paging-loop` when a link comes a second time or the list goes on without entries, and
 * `gone` when a link has expired.
 */
export async function* pages(settings: GraphSettings, path: string, options: GraphOptions = {}): AsyncGenerator<Page> {
  const call = `GET ${masked(pathBelowRoot(urlOf(settings, path, options)))}`;
  const facts: CallFacts = { service: settings.service, call };
  const follow = pageFollower(facts);
  for (let next: string | undefined = path; next !== undefined;) {
    const { body } = await callGraph(settings, 'GET', next, options);
    const page = pageOf(body, facts);
    yield page;
    next = follow(page.body['@odata.nextLink'], page.records.length);
  }
}

export function pageOf(raw: unknown, facts: CallFacts): Page {
  const body = objectOf(raw, { ...facts, wanted: 'a page of a list' });
  return { records: recordsOf(body['value'], { ...facts, wanted: 'a list of objects under "value"' }), body };
}
