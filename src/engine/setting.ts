import type { Change } from '../core/change.ts';
import type { PlannedChange, Stage } from '../core/plan.ts';
import { plainText } from '../core/shape.ts';

/** One setting of a tenant: a field of a section, or of one of its objects. Without a field: whether the object is there. */
export interface SettingPlace {
  section: Change['section'];
  match?: Readonly<Record<string, unknown>>;
  field?: string;
}

/** How a setting is called in decisions and in drift: `remoteDomains[Default].autoForwardEnabled`. */
export function settingName({ section, match, field }: SettingPlace): string {
  const object = Object.values(match ?? {}).map((value) => plainText(value));
  return `${section}${object.length > 0 ? `[${object.join(', ')}]` : ''}${field ? `.${field}` : ''}`;
}

/** A setting that a change wrote, with what was there and what was wanted; null for an object that is not there. */
export interface WrittenSetting extends SettingPlace {
  from: unknown;
  to: unknown;
}

/**
 * The settings that a change writes when it has reached a stage. A created object counts as one setting with its
 * values, beside the fields that its stages move.
 */
export function settingsOf(change: PlannedChange, stage: Stage | undefined): WrittenSetting[] {
  const { section, match, operation, from } = change;
  const place = { section, ...(match && { match }) };
  const exists = Object.keys(from).length > 0;
  if (operation === 'remove') return [{ ...place, from: exists ? from : null, to: null }];
  const values = { ...change.values, ...stage?.values };
  if (operation === 'create') {
    const own = match ?? identityIn(values);
    return [{ section, ...(own && { match: own }), from: exists ? from : null, to: values }];
  }
  return Object.entries(values).map(([field, to]) => ({ ...place, field, from: from[field] ?? null, to }));
}

/** By what an object is found again that a change without `match` created. */
function identityIn(values: Readonly<Record<string, unknown>>): Record<string, unknown> | undefined {
  const key = ['identity', 'name', 'displayName', 'id'].find((name) => typeof values[name] === 'string');
  return key ? { [key]: values[key] } : undefined;
}
