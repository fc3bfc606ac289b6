import { isPlainObject } from '../../core/shape.ts';
import type { Entity } from '../store.ts';

/** `autoForwardEnabled` → `AutoForwardEnabled`: snapshots have the first letter low, Exchange, SharePoint and Teams high. */
export function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** A record with the first letters of its names high, and without what was not read. */
export function pascal(record: Entity): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name.startsWith('@') || name.startsWith('_') ? name : upperFirst(name), value]),
  );
}

/** A record without what was not read, at any depth. */
export function present<T>(value: T): T {
  if (Array.isArray(value)) return value.map((entry: unknown) => present(entry)) as T;
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([name, inner]) => [name, present(inner)]),
  ) as T;
}
