import { type GraphResource, type Roles, type Version, linkTypes } from './resource.ts';

/** One method on one path. */
export interface Route {
  method: string;
  /** Steps of the path below the version root. */
  template: string;
  versions: readonly Version[];
  resource: GraphResource;
  /** Permissions of which one is needed. */
  roles: Roles;
  /** What is done: a verb of the engine, or the name of an operation. */
  verb: Verb;
  /** Index into `resource.operations`. */
  operation?: number;
  /** Only entities of this type: `/groups/{id}/members/microsoft.graph.user`. */
  cast?: string;
}

export type Verb =
  | 'list'
  | 'count'
  | 'delta'
  | 'get'
  | 'create'
  | 'update'
  | 'replace'
  | 'delete'
  | 'links'
  | 'link'
  | 'unlink'
  | 'operation';

const both: readonly Version[] = ['v1.0', 'beta'];

/** All routes of a resource. */
export function routesOf(resource: GraphResource): Route[] {
  const { path, methods, roles, versions = both } = resource;
  const routes: Route[] = [];
  const add = (method: string, template: string, verb: Verb, needed: Roles): void => {
    routes.push({ method, template, versions, resource, roles: needed, verb });
  };
  const write = roles.write ?? [];
  const item = resource.kind === 'singleton' ? path : `${path}/{id}`;
  if (methods.includes('list')) {
    add('GET', path, 'list', roles.read);
    add('GET', `${path}/$count`, 'count', roles.read);
    const casts = resource.kind === 'references' ? Object.values(linkTypes) : Object.keys(resource.subtypes ?? {});
    for (const cast of casts)
      routes.push({
        method: 'GET',
        template: `${path}/microsoft.graph.${cast}`,
        versions,
        resource,
        roles: roles.read,
        verb: 'list',
        cast,
      });
  }
  if (resource.kind === 'references') {
    add('GET', `${path}/$ref`, 'links', roles.read);
    if (methods.includes('create')) add('POST', `${path}/$ref`, 'link', write);
    if (methods.includes('delete')) add('DELETE', `${path}/{id}/$ref`, 'unlink', write);
  } else {
    if (methods.includes('create')) add('POST', path, 'create', write);
    if (methods.includes('get')) add('GET', item, 'get', roles.read);
    if (methods.includes('update')) add('PATCH', item, 'update', write);
    if (methods.includes('replace')) add('PUT', item, 'replace', write);
    if (methods.includes('delete')) add('DELETE', item, 'delete', write);
  }
  if (resource.delta) {
    add('GET', `${path}/delta`, 'delta', roles.read);
    add('GET', `${path}/delta()`, 'delta', roles.read);
  }
  for (const [operation, given] of (resource.operations ?? []).entries())
    routes.push({
      method: given.method,
      template: `${path}${given.path}`,
      versions: given.versions ?? versions,
      resource,
      roles: given.roles,
      verb: 'operation',
      operation,
    });
  return routes;
}

interface Node {
  literals: Map<string, Node>;
  functions: Map<string, Node>;
  parameter?: { node: Node; name: string };
  prefixes: { prefix: string; node: Node; name: string }[];
  routes: Map<string, Route>;
  /** Names of the parameters on the way, as the routes that end here call them. */
  names: string[];
}

export type RouteTree = Record<Version, Node>;

const newNode = (): Node => ({
  literals: new Map(),
  functions: new Map(),
  prefixes: [],
  routes: new Map(),
  names: [],
});

export function buildTree(resources: readonly GraphResource[]): RouteTree {
  const tree: RouteTree = { 'v1.0': newNode(), beta: newNode() };
  for (const route of resources.flatMap(routesOf))
    for (const version of route.versions) {
      const { node, names } = place(tree[version], route.template);
      if (node.routes.has(route.method))
        throw new Error(`${route.method} ${route.template} is defined twice (${version})`);
      node.routes.set(route.method, route);
      node.names = names;
    }
  return tree;
}

function place(root: Node, template: string): { node: Node; names: string[] } {
  let node = root;
  const names: string[] = [];
  for (const step of template.split('/').slice(1)) {
    const whole = /^\{(\w+)\}$/.exec(step);
    const prefixed = /^(.+)\{(\w+)\}$/.exec(step);
    const call = /^(\w+)\((.*)\)$/.exec(step);
    if (whole) {
      node.parameter ??= { node: newNode(), name: whole[1]! };
      names.push(whole[1]!);
      node = node.parameter.node;
    } else if (call) {
      names.push(...[...call[2]!.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!));
      node = child(node.functions, call[1]!.toLowerCase());
    } else if (prefixed) {
      const found = node.prefixes.find(({ prefix }) => prefix === prefixed[1]);
      const entry = found ?? { prefix: prefixed[1]!, node: newNode(), name: prefixed[2]! };
      if (!found) node.prefixes.push(entry);
      names.push(prefixed[2]!);
      node = entry.node;
    } else node = child(node.literals, step.toLowerCase());
  }
  return { node, names };
}

function child(map: Map<string, Node>, name: string): Node {
  let node = map.get(name);
  if (!node) map.set(name, (node = newNode()));
  return node;
}

export type Match =
  | { found: 'route'; route: Route; parameters: Record<string, string> }
  | { found: 'method' }
  | { found: 'nothing'; segment: string };

/** Finds the route of a path below the version root. Names match without case; literals win over parameters. */
export function matchRoute(root: Node, steps: readonly string[], method: string): Match {
  let furthest = -1;
  const walk = (
    node: Node,
    at: number,
    values: readonly string[],
  ): { node: Node; values: readonly string[] } | undefined => {
    furthest = Math.max(furthest, at);
    if (at === steps.length) return node.routes.size > 0 ? { node, values } : undefined;
    const step = steps[at]!;
    const call = /^([\w.]+)\((.*)\)$/.exec(step);
    if (call) {
      const called = node.functions.get(call[1]!.toLowerCase());
      const found = called && walk(called, at + 1, [...values, ...argumentsOf(call[2]!)]);
      if (found) return found;
      // `users('id')` is `users/id`.
      const list = node.literals.get(call[1]!.toLowerCase());
      if (list?.parameter) return walk(list.parameter.node, at + 1, [...values, keyOf(call[2]!)]);
    }
    const literal = node.literals.get(step.toLowerCase());
    const found = literal && walk(literal, at + 1, values);
    if (found) return found;
    for (const { prefix, node: next } of node.prefixes) {
      const below = step.startsWith(prefix) && walk(next, at + 1, [...values, step.slice(prefix.length)]);
      if (below) return below;
    }
    return node.parameter && !step.startsWith('$') ? walk(node.parameter.node, at + 1, [...values, step]) : undefined;
  };
  const end = walk(root, 0, []);
  if (!end) return { found: 'nothing', segment: steps[Math.min(Math.max(furthest, 0), steps.length - 1)] ?? '' };
  const route = end.node.routes.get(method);
  if (!route) return { found: 'method' };
  const names = place(newNode(), route.template).names;
  return {
    found: 'route',
    route,
    parameters: Object.fromEntries(names.map((name, index) => [name, end.values[index] ?? ''])),
  };
}

/** `period='D7',date=2026-01-01` → the values in order. */
function argumentsOf(text: string): string[] {
  return text === '' ? [] : text.split(',').map((part) => unquoted(part.slice(part.indexOf('=') + 1)));
}

/** `'id'` → id; `appId='x'` stays and is looked up as another key. */
function keyOf(text: string): string {
  return /^\w+=/.test(text) ? text : unquoted(text);
}

function unquoted(text: string): string {
  return text
    .trim()
    .replace(/^'(.*)'$/, '$1')
    .replaceAll("''", "'");
}

/** The steps of a path. `a:/b/c:/d` addresses by path: `a:/b/c` is one step. */
export function stepsOf(path: string): string[] {
  const steps: string[] = [];
  let open: string | undefined;
  for (const step of path.split('/').filter((part) => part !== '')) {
    if (open === undefined) {
      if (step.endsWith(':')) open = step;
      else steps.push(step);
      continue;
    }
    open += `/${step}`;
    if (step.endsWith(':')) {
      steps.push(open.slice(0, -1));
      open = undefined;
    }
  }
  return open === undefined ? steps : [...steps, open];
}
