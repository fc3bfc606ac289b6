import { readFileSync } from 'node:fs';

/** A type of Microsoft's metadata: just what is needed to look up names. */
interface Type {
  base: string | undefined;
  open: boolean;
  properties: Map<string, { type: string; many: boolean }>;
  /** Names of those that hold a value and lead to no other object. */
  structural: Set<string>;
}

export interface Csdl {
  types: Map<string, Type>;
  enums: Map<string, { names: Set<string>; flags: boolean }>;
}

const tag = /<(\/?)(Schema|EntityType|ComplexType|EnumType|Property|NavigationProperty|Member)\b([^>]*?)(\/?)>/g;

/** Reads a CSDL by its tags: the file is Microsoft's own, well formed and flat. */
export function readCsdl(path: string): Csdl {
  const types: Csdl['types'] = new Map();
  const enums: Csdl['enums'] = new Map();
  let namespace = '';
  let alias: string | undefined;
  let current: Type | undefined;
  let members: Set<string> | undefined;
  for (const [, closing, kind, text = ''] of readFileSync(path, 'utf8').matchAll(tag)) {
    if (closing) continue;
    const value = (name: string): string | undefined => new RegExp(`\\b${name}="([^"]*)"`).exec(text)?.[1];
    const name = value('Name') ?? '';
    const full = (type: string | undefined): string | undefined =>
      alias !== undefined && type?.startsWith(`${alias}.`)
        ? `${namespace}${type.slice(alias.length)}`
        : type?.replace(/^graph\./, 'microsoft.graph.');
    if (kind === 'Schema') {
      namespace = value('Namespace') ?? '';
      alias = value('Alias');
    } else if (kind === 'EntityType' || kind === 'ComplexType') {
      current = {
        base: full(value('BaseType')),
        open: value('OpenType') === 'true',
        properties: new Map(),
        structural: new Set(),
      };
      types.set(`${namespace}.${name}`, current);
    } else if (kind === 'EnumType') {
      members = new Set();
      enums.set(`${namespace}.${name}`, { names: members, flags: value('IsFlags') === 'true' });
    } else if (kind === 'Member') members?.add(name);
    else {
      const type = value('Type') ?? '';
      const many = /^Collection\((.*)\)$/.exec(type)?.[1];
      current?.properties.set(name, { type: full(many ?? type)!, many: many !== undefined });
      if (kind === 'Property') current?.structural.add(name);
    }
  }
  return { types, enums };
}

/** A property of a type or of what it is derived from. */
export function propertyOf(csdl: Csdl, type: string, name: string): { type: string; many: boolean } | undefined {
  if (name === 'id') return { type: 'Edm.String', many: false };
  for (let at: string | undefined = type; at !== undefined; at = csdl.types.get(at)?.base) {
    const found = csdl.types.get(at)?.properties.get(name);
    if (found) return found;
  }
  return undefined;
}

const kinds: Record<string, (value: unknown) => boolean> = {
  'Edm.String': (value) => typeof value === 'string',
  'Edm.Boolean': (value) => typeof value === 'boolean',
  'Edm.Int32': Number.isInteger,
  'Edm.Int64': Number.isInteger,
  'Edm.Double': (value) => typeof value === 'number',
  'Edm.DateTimeOffset': (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
  'Edm.Guid': (value) => typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value),
};

/** What a value that the simulator serves has that Microsoft's type has not. */
export function valueErrors(csdl: Csdl, type: string, value: unknown, path = ''): string[] {
  if (value === null || value === undefined) return [];
  const known = csdl.enums.get(type);
  if (known) {
    const names = typeof value === 'string' ? value.split(',') : [''];
    return names.every((name) => known.names.has(name.trim()))
      ? []
      : [`${path}: ${JSON.stringify(value)} is not of ${type}`];
  }
  if (type.startsWith('Edm.'))
    return (kinds[type] ?? (() => true))(value) ? [] : [`${path}: ${JSON.stringify(value)} is not ${type}`];
  if (typeof value !== 'object' || Array.isArray(value)) return [`${path}: not an object`];
  const given = (value as Record<string, unknown>)['@odata.type'];
  const actual = typeof given === 'string' ? given.replace('#', '') : type;
  if (!csdl.types.has(actual)) return [`${path}: there is no type ${actual}`];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (name.startsWith('@')) return [];
    const property = propertyOf(csdl, actual, name);
    if (!property) return [`${path}.${name} is not of ${actual}`];
    if (property.many !== Array.isArray(inner))
      return inner === null ? [] : [`${path}.${name} is ${property.many ? 'a' : 'no'} list`];
    const entries: unknown[] = Array.isArray(inner) ? inner : [inner];
    return entries.flatMap((entry) => valueErrors(csdl, property.type, entry, `${path}.${name}`));
  });
}
