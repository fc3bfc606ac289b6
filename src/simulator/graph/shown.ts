import { isLicensed } from '../licenses.ts';
import type { Entity } from '../store.ts';
import { declared, isList, isNullable, typeName } from '../properties.ts';
import { GraphError, families } from './errors.ts';
import type { Expand, QueryOptions } from './options.ts';
import { type GraphContext, type GraphResource, type Navigation, allProperties, propertiesOf } from './resource.ts';
import { isUnkept } from './unkept.ts';

/** An entity as the caller may see it: selected, expanded, and no name that the type does not have. */
export function shown(
  context: GraphContext,
  resource: GraphResource,
  entity: Entity,
  options: Pick<QueryOptions, 'select' | 'expand'>,
): Entity {
  const given = resource.present?.(entity, context) ?? entity;
  const type = given['@odata.type'];
  const navigation = resource.navigation ?? {};
  const result: Record<string, unknown> = typeof type === 'string' ? { '@odata.type': type } : {};
  const properties = resource.subtypes
    ? propertiesOf(resource, context.version, typeName(type))
    : allProperties(resource, context.version);
  const names = options.select?.includes('*') ? undefined : options.select;
  // Of a link nobody selected from, what every kind of object has.
  if (resource.kind === 'references' && !names) return { ...result, ...plainLinked(given) };
  // Outlook gives the id whatever is selected.
  if (resource.family === 'mail' && names && typeof given['id'] === 'string') result['id'] = given['id'];
  const wanted = names ?? resource.defaultSelect ?? Object.keys(properties).filter((name) => !resource.special?.[name]);
  for (const name of wanted) {
    const property = properties[name];
    if (resource.sparse) {
      if (property !== undefined && hasValue(given[name])) result[name] = declared(property, given[name]);
      continue;
    }
    if (isUnkept(resource.type, name)) result[name] = null;
    if (property === undefined || !permitted(context, resource, name, names !== undefined)) continue;
    if (given[name] !== undefined) result[name] = declared(property, given[name]);
    else if (isList(property)) result[name] = [];
    // A flag or a number is never null in Graph: what the tenant does not hold of these is left out.
    else if (!resource.special?.[name] && (names !== undefined || isNullable(property))) result[name] = null;
  }
  for (const [name, found] of Object.entries(navigation)) {
    const asked = options.expand.find((expand) => expand.name === name);
    if (asked || (found.always && !names)) result[name] = expanded(context, found, given, asked);
  }
  return result;
}

function hasValue(value: unknown): boolean {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}

/** Linked objects are shown with the properties that every kind of them has. */
function plainLinked(entity: Entity): Entity {
  const names = ['id', 'displayName', 'userPrincipalName', 'mail', 'appId', 'accountEnabled', 'userType'];
  return Object.fromEntries(names.filter((name) => name in entity).map((name) => [name, entity[name]]));
}

function expanded(context: GraphContext, navigation: Navigation, entity: Entity, asked: Expand | undefined): unknown {
  const found = navigation.load(entity, context);
  const one = (inner: Entity): Entity => {
    const select = asked?.select;
    const picked: Record<string, unknown> = select
      ? Object.fromEntries(Object.entries(inner).filter(([name]) => select.includes(name) || name.startsWith('@')))
      : { ...inner };
    for (const [name, next] of Object.entries(navigation.navigation ?? {})) {
      const deeper = asked?.expand.find((expand) => expand.name === name);
      if (deeper || next.always) picked[name] = expanded(context, next, inner, deeper);
    }
    return picked;
  };
  return Array.isArray(found) ? (found as Entity[]).map(one) : found === null ? null : one(found as Entity);
}

/** Whether a special property may be given; refused when it was asked for and is not. */
function permitted(context: GraphContext, resource: GraphResource, name: string, asked: boolean): boolean {
  const special = resource.special?.[name];
  if (!special) return true;
  const { roles, license } = special;
  const { caller } = context;
  if (roles && !roles.some((role) => caller.roles.has(role) || caller.scopes.has(role))) {
    if (!asked) return false;
    const { code, message } = families[resource.family ?? 'directory'].denied;
    throw new GraphError(403, code, message);
  }
  if (license !== undefined && !isLicensed(context.tenant, license)) {
    if (!asked) return false;
    throw new GraphError(
      403,
      'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
      "Neither tenant is B2C or tenant doesn't have premium license",
    );
  }
  return true;
}
