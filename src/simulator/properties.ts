import { isPlainObject } from '../core/shape.ts';
import { guidPattern } from './random.ts';

/** The kinds of value that a property can hold; `any` is not looked into. */
export type Kind = 'text' | 'flag' | 'number' | 'moment' | 'day' | 'duration' | 'guid' | 'bytes' | 'any';

/**
 * What a property may hold: a kind, a list of names (an enumeration), an object of further properties (a complex
 * type), or one of these wrapped by `list`, `flags`, `readOnly` or `oneOf`.
 */
export type Property = Kind | readonly string[] | Wrapped | Properties;
export interface Properties {
  readonly [name: string]: Property;
}

interface Wrapped {
  readonly $kind: 'list' | 'flags' | 'readOnly' | 'oneOf';
  readonly of: Property;
  readonly variants?: Readonly<Record<string, Properties>>;
}

export const list = (of: Property): Property => ({ $kind: 'list', of });
export const texts = list('text');
/** Several of the names in one text, with commas. */
export const flags = (...names: readonly string[]): Property => ({ $kind: 'flags', of: names });
/** Set by the server; a body that brings a value is refused. */
export const readOnly = (of: Property): Property => ({ $kind: 'readOnly', of });
/** A complex type with derived types, told apart by `@odata.type` (without `#microsoft.graph.`). */
export const oneOf = (variants: Readonly<Record<string, Properties>>): Property => ({
  $kind: 'oneOf',
  of: 'any',
  variants,
});

export function isWrapped(property: Property): property is Wrapped {
  return isPlainObject(property) && '$kind' in property;
}

export function isComplex(property: Property): property is Properties {
  return isPlainObject(property) && !('$kind' in property);
}

export function isList(property: Property): boolean {
  return isWrapped(property) && (property.$kind === 'list' || (property.$kind === 'readOnly' && isList(property.of)));
}

export function isReadOnly(property: Property): boolean {
  return isWrapped(property) && property.$kind === 'readOnly';
}

/** Text, moments and complex types are null when they are not set; flags, numbers and names always have a value. */
export function isNullable(property: Property): boolean {
  const inner = bare(property);
  return inner !== 'flag' && inner !== 'number' && !isNames(inner);
}

/** The property without `readOnly`. */
export function bare(property: Property): Property {
  return isWrapped(property) && property.$kind === 'readOnly' ? property.of : property;
}

/** What is wrong with a body. `unknown`: a name that the type does not have. */
export interface Flaw {
  kind: 'unknown' | 'value' | 'readOnly' | 'type';
  path: string;
  message: string;
}

/** The first flaw of a body that is written to a type, or nothing. */
export function flawOf(
  properties: Properties,
  body: Readonly<Record<string, unknown>>,
  type: string,
  path = '',
): Flaw | undefined {
  for (const [name, value] of Object.entries(body)) {
    // Annotations (`@odata.type`, `members@odata.bind`) are not properties.
    if (name.includes('@')) continue;
    const at = path === '' ? name : `${path}.${name}`;
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (property === undefined)
      return {
        kind: 'unknown',
        path: at,
        message: `The property '${name}' does not exist on type '${type}'. Make sure to only use property names that are defined by the type.`,
      };
    const flaw = valueFlaw(property, value, at);
    if (flaw) return flaw;
  }
  return undefined;
}

function valueFlaw(property: Property, value: unknown, path: string): Flaw | undefined {
  const wrong = (wanted: string): Flaw => ({
    kind: 'value',
    path,
    message: `Cannot convert the value of property '${path}' to the expected type: ${wanted}.`,
  });
  if (value === null) return undefined;
  if (isWrapped(property)) return wrappedFlaw(property, value, path, wrong);
  if (typeof property === 'string') return kindHolds(property, value) ? undefined : wrong(property);
  if (isNames(property))
    return typeof value === 'string' && hasName(property, value) ? undefined : wrong(`one of ${property.join(', ')}`);
  if (!isPlainObject(value)) return wrong('an object');
  return flawOf(property, value, `the type of '${path}'`, path);
}

function wrappedFlaw(
  property: Wrapped,
  value: unknown,
  path: string,
  wrong: (wanted: string) => Flaw,
): Flaw | undefined {
  switch (property.$kind) {
    case 'readOnly':
      return { kind: 'readOnly', path, message: `Property '${path}' is read-only and cannot be set.` };
    case 'list': {
      if (!Array.isArray(value)) return wrong('a collection');
      for (const [index, entry] of value.entries()) {
        const flaw = valueFlaw(property.of, entry, `${path}[${index}]`);
        if (flaw) return flaw;
      }
      return undefined;
    }
    case 'flags': {
      const names = property.of as readonly string[];
      const given = typeof value === 'string' ? value.split(',').map((name) => name.trim()) : undefined;
      return given?.every((name) => hasName(names, name)) ? undefined : wrong(`flags of ${names.join(', ')}`);
    }
    case 'oneOf': {
      if (!isPlainObject(value)) return wrong('an object');
      const type = typeName(value['@odata.type']);
      const variant = type === undefined ? undefined : property.variants?.[type];
      if (!variant)
        return {
          kind: 'type',
          path,
          message: `The value of property '${path}' needs '@odata.type', one of ${Object.keys(property.variants!).join(', ')}.`,
        };
      return flawOf(variant, value, `microsoft.graph.${type!}`, path);
    }
  }
}

function kindHolds(kind: Kind, value: unknown): boolean {
  switch (kind) {
    case 'any':
      return true;
    case 'flag':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number';
    case 'guid':
      return typeof value === 'string' && guidPattern.test(value);
    case 'moment':
      return (
        typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,12})?)?(Z|[+-]\d\d:\d\d)$/.test(value)
      );
    case 'day':
      return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);
    case 'duration':
      return typeof value === 'string' && /^-?P(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/.test(value);
    case 'text':
    case 'bytes':
      return typeof value === 'string';
  }
}

function isNames(property: Property): property is readonly string[] {
  return Array.isArray(property);
}

/** Graph takes the names of enumerations without regard to case. */
function hasName(names: readonly string[], name: string): boolean {
  return names.some((known) => known.toLowerCase() === name.toLowerCase());
}

/** `#microsoft.graph.ipNamedLocation` → `ipNamedLocation`. */
export function typeName(annotation: unknown): string | undefined {
  return typeof annotation === 'string' ? annotation.replace(/^#?microsoft\.graph\./, '') : undefined;
}

/** A value as the type declares it: names that it does not have are left out, at any depth. */
export function declared(property: Property, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (isWrapped(property)) {
    if (property.$kind === 'list')
      return Array.isArray(value) ? value.map((entry) => declared(property.of, entry)) : [];
    if (property.$kind === 'readOnly') return declared(property.of, value);
    const variant = isPlainObject(value) ? property.variants?.[typeName(value['@odata.type']) ?? ''] : undefined;
    return variant
      ? { '@odata.type': (value as Record<string, unknown>)['@odata.type'], ...pick(variant, value) }
      : value;
  }
  return isComplex(property) && isPlainObject(value) ? pick(property, value) : value;
}

function pick(properties: Properties, value: unknown): Record<string, unknown> {
  const from = value as Record<string, unknown>;
  return Object.fromEntries(
    Object.keys(properties)
      .filter((name) => name in from)
      .map((name) => [name, declared(properties[name]!, from[name])]),
  );
}
