import { isPlainObject, plainText } from '../core/shape.ts';
import { type SectionName, type Snapshot, sectionNames } from '../core/snapshot.ts';
import type { SettingPlace } from './setting.ts';
import { equal } from './values.ts';

/** A setting that differs between two snapshots. Without a field: an object that came or went; null is "not there". */
export interface SettingDifference {
  place: SettingPlace;
  before: unknown;
  after: unknown;
}

/**
 * Sections that list people, their devices, their content or what happens to them. They change every day without
 * anybody changing a setting, so they are no drift; what is wrong in them is a finding.
 */
const inventories: ReadonlySet<SectionName> = new Set<SectionName>([
  'users',
  'userRegistrationDetails',
  'userAuthenticationMethods',
  'perUserMfa',
  'privilegedUsers',
  'emergencyAccounts',
  'servicePrincipals',
  'appRoleAssignments',
  'accessReviews',
  'groups',
  'mailboxes',
  'casMailboxes',
  'inboxRules',
  'irmTest',
  'sites',
  'oneDrives',
  'siteRoleAssignments',
  'managedDevices',
  'servicePlans',
  'subscribedSkus',
]);

/** Fields that services move by themselves. */
const restless =
  /(modified|changed|created|lastUsed|lastChecked|lastSync|updated)(date|datetime|utc)?$|^when|version$/i;

/** By what the records of a list are told apart, the best first. */
const identities = ['id', 'guid', 'identity', 'templateId', 'appId', 'domainName', 'domain', 'name', 'displayName'];

/** Sections that hold settings, by the rule above. */
export const settingSections = sectionNames.filter((name) => !inventories.has(name));

/** The settings that differ, section by section; only sections that both snapshots have read are compared. */
export function settingDifferences(before: Snapshot, after: Snapshot): SettingDifference[] {
  return settingSections.flatMap((section) => {
    const [old, present] = [before.sections[section], after.sections[section]];
    if (old?.status !== 'read' || present?.status !== 'read') return [];
    if (!Array.isArray(old.data) || !Array.isArray(present.data)) return fieldsOf({ section }, old.data, present.data);
    return recordsOf(section, old.data, present.data);
  });
}

function recordsOf(section: SectionName, before: readonly unknown[], after: readonly unknown[]): SettingDifference[] {
  const key = identities.find((name) => isUnique(before, name) && isUnique(after, name));
  if (!key) return equal(before, after) ? [] : [{ place: { section }, before, after }];
  const old = byKey(before, key);
  const present = byKey(after, key);
  return [...new Set([...old.keys(), ...present.keys()])].flatMap((value) => {
    const place = { section, match: { [key]: value } };
    const [was, is] = [old.get(value), present.get(value)];
    if (was && is) return fieldsOf(place, was, is);
    return [{ place, before: was ?? null, after: is ?? null }];
  });
}

function isUnique(list: readonly unknown[], key: string): boolean {
  const values = list.map((record) => (isPlainObject(record) ? plainText(record[key]) : ''));
  return values.every(Boolean) && new Set(values).size === values.length;
}

function byKey(list: readonly unknown[], key: string): Map<unknown, Record<string, unknown>> {
  return new Map((list as Record<string, unknown>[]).map((record) => [record[key], record]));
}

/** Objects inside are compared field by field, lists as a whole. */
function fieldsOf(place: SettingPlace, before: unknown, after: unknown, path = ''): SettingDifference[] {
  if (isPlainObject(before) && isPlainObject(after)) {
    return (
      [...new Set([...Object.keys(before), ...Object.keys(after)])]
        .filter((key) => !restless.test(key))
        // A field that one of the readings does not hold at all was not read there: an older version did not ask for it.
        .filter((key) => path !== '' || (before[key] !== undefined && after[key] !== undefined))
        .flatMap((key) => fieldsOf(place, before[key], after[key], path ? `${path}.${key}` : key))
    );
  }
  if (equal(before, after)) return [];
  return [{ place: path ? { ...place, field: path } : place, before: before ?? null, after: after ?? null }];
}
