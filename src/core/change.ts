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
  for (const change of changes) {
    const section = after[change.section] as Snapshot['sections'][SectionName];
    if (section.status !== 'read') throw new Error(`${change.section} was not read`);
    after[change.section] = { ...section, data: changed(section.data, change) };
  }
  const { digest: _digest, ...rest } = snapshot;
  return { ...rest, sections: after as unknown as Snapshot['sections'] };
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
  let copy = structuredClone(entry) as Record<string, unknown>;
  for (const [path, value] of Object.entries(values)) {
    const keys = path.split('.');
    let target = copy;
    for (const key of keys.slice(0, -1)) {
      if (!isPlainObject(target[key])) target[key] = {};
      target = target[key] as Record<string, unknown>;
    }
    target[keys.at(-1)!] = structuredClone(value);
  }
  return copy;
}
