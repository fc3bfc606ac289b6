import { type SectionName, type Snapshot, sections } from './snapshot.ts';
import { isPlainObject } from './shape.ts';

/** One setting to write, as data. Nothing here writes: a plan shows it and a connector applies it. */
export interface Change {
  /** The section that holds the setting; re-reading it shows the effect. */
  section: SectionName;
  operation: 'set' | 'create' | 'remove';
  /** Which record of a list section; absent for sections that hold one. */
  match?: Readonly<Record<string, unknown>>;
  /** Field paths (`grantControls.operator`) and their new values; the whole record for `create`. */
  values?: Readonly<Record<string, unknown>>;
  /** The Microsoft call: `PATCH /policies/authorizationPolicy`, `Set-RemoteDomain -Identity Default -AutoForwardEnabled $false`. */
  call: string;
  /** A command with what changes: "Turn off automatic forwarding for remote domain Default". */
  summary: string;
  /** Who notices, and what. */
  notice: string;
  /** It can shut people out when it is wrong. */
  lockoutRisk?: boolean;
  /** How it is brought in where it must not be switched on at once. */
  stages?: readonly string[];
  /** `restore`: the old values are written back. Otherwise what cannot be undone, in words. */
  undo: 'restore' | { cannot: string };
}

/**
 * The snapshot as it would be after the changes; the given snapshot stays as it is. Used to prove that a change
 * cures its finding, and for previews.
 */
export function applyChanges(snapshot: Snapshot, changes: readonly Change[]): Snapshot {
  const after: Record<string, unknown> = { ...snapshot.sections };
  const copies = new Map<SectionName, CopiedList>();
  for (const change of changes) {
    const section = after[change.section] as Snapshot['sections'][SectionName];
    if (section.status !== 'read') throw new Error(`${change.section} was not read`);
    const copy = copies.get(change.section);
    if (change.operation === 'set' && Array.isArray(section.data)) {
      const list = copy ?? copyOf(section.data);
      copies.set(change.section, list);
      setIn(list, change);
      if (!copy) after[change.section] = { ...section, data: list.records };
    } else {
      copies.delete(change.section);
      after[change.section] = { ...section, data: changed(section.data, change) };
    }
  }
  const { digest: _digest, ...rest } = snapshot;
  return { ...rest, sections: after as unknown as Snapshot['sections'] };
}

/** A list that is changed in place, for a plan may hold a change for each of thousands of records. */
interface CopiedList {
  records: unknown[];
  /** Places by the values of the fields that changes match by; made anew when a change writes one of them. */
  places: Map<string, Map<string, number[]>>;
}

function copyOf(records: readonly unknown[]): CopiedList {
  return { records: [...records], places: new Map() };
}

function setIn({ records, places }: CopiedList, { match = {}, values = {} }: Change): void {
  const fields = Object.keys(match).sort();
  const name = JSON.stringify(fields);
  let known = places.get(name);
  if (!known) {
    places.set(name, (known = new Map()));
    for (const [place, entry] of records.entries()) {
      const key = placeKey(entry, fields);
      const found = known.get(key);
      if (found) found.push(place);
      else known.set(key, [place]);
    }
  }
  for (const place of known.get(placeKey(match, fields)) ?? [])
    if (matches(records[place], match)) records[place] = withValues(records[place], values);
  const written = new Set(Object.keys(values).map((path) => path.split('.', 1)[0]!));
  for (const other of places.keys())
    if ((JSON.parse(other) as string[]).some((field) => written.has(field))) places.delete(other);
}

/** The same for records that may match; `matches` decides. */
function placeKey(entry: unknown, fields: readonly string[]): string {
  return isPlainObject(entry) ? fields.map((field) => String(entry[field])).join('\0') : '';
}

function changed(data: unknown, change: Change): unknown {
  if (!Array.isArray(data)) return withValues(data, change.values ?? {});
  if (change.operation === 'create') {
    const [record] = sections[change.section].decode([change.values]) as unknown[];
    const exists = change.match && data.some((entry) => matches(entry, change.match!));
    return exists
      ? data.map((entry) => (matches(entry, change.match!) ? { ...(entry as object), ...(record as object) } : entry))
      : [...data, record];
  }
  const match = change.match ?? {};
  if (change.operation === 'remove') return data.filter((entry) => !matches(entry, match));
  return data.map((entry) => (matches(entry, match) ? withValues(entry, change.values ?? {}) : entry));
}

function matches(entry: unknown, match: Readonly<Record<string, unknown>>): boolean {
  return isPlainObject(entry) && Object.entries(match).every(([key, value]) => entry[key] === value);
}

/** A copy of a record with values at field paths (`grantControls.operator`). */
export function withValues(entry: unknown, values: Readonly<Record<string, unknown>>): unknown {
  // Only what lies on the way to a value is copied; the rest is shared, for nothing in a snapshot is written to.
  const copy = { ...(entry as Record<string, unknown>) };
  for (const [path, value] of Object.entries(values)) {
    const keys = path.split('.');
    let target = copy;
    for (const key of keys.slice(0, -1)) {
      const present = target[key];
      const inner: Record<string, unknown> = isPlainObject(present) ? { ...present } : {};
      target[key] = inner;
      target = inner;
    }
    target[keys.at(-1)!] = structuredClone(value);
  }
  return copy;
}
