import type { AuditEntry } from '../core/audit-trail.ts';
import { isPlainObject, plainText } from '../core/shape.ts';
import { type Snapshot, sections } from '../core/snapshot.ts';
import type { SettingPlace } from './setting.ts';

/** Operations by which SharePoint's log calls a change of the tenant's settings, recalled from Microsoft's list of them. */
const sharepointOperations = [
  'SharingPolicyChanged',
  'DeviceAccessPolicyChanged',
  'NetworkAccessPolicyChanged',
  'CustomizeExemptUsers',
  'ExemptUserAgentSet',
  'OfficeOnDemandSet',
];

/** The operations by which the unified audit log calls a change of a section; empty where the directory's log has it. */
export function operationsOn(section: SettingPlace['section']): string[] {
  const { service, call } = sections[section];
  const noun = /^Get-(?:EXO)?([A-Za-z0-9]+)/.exec(call)?.[1];
  if (noun) return ['Set', 'New', 'Remove', 'Enable', 'Disable'].map((verb) => `${verb}-${noun}`);
  return service === 'sharepoint' ? sharepointOperations : [];
}

/**
 * Who changed a setting last, by the logs, newest entry first. Where no entry names the object and the field nobody is
 * named: a guess would accuse somebody.
 */
export function whoChanged(
  place: SettingPlace,
  audits: readonly AuditEntry[],
  { since, snapshots }: { since: string; snapshots: readonly Snapshot[] },
): AuditEntry | undefined {
  const operations = operationsOn(place.section).map((name) => name.toLowerCase());
  const { service, kind } = sections[place.section];
  const names = namesOf(place, snapshots);
  const whole = place.field === undefined;
  return audits.find((entry) => {
    if (entry.at.slice(0, 19) < since.slice(0, 19) || !entry.services.includes(service)) return false;
    if (entry.log === 'unified' && !operations.includes(entry.activity.toLowerCase())) return false;
    if (entry.log === 'directory' && operations.length > 0) return false;
    const named = entry.targets.some((target) => names.has(target.toLowerCase()));
    const ofField = whole || hasField(entry.properties, place.field!);
    // A section of one object has no other; Conditional Access logs the whole policy under one property.
    if (kind === 'one') return ofField;
    return named && (ofField || entry.log === 'directory');
  });
}

function hasField(properties: readonly string[], path: string): boolean {
  const parts = path.toLowerCase().split('.');
  return properties.some((name) => parts.includes((name.toLowerCase().split('.').at(-1) ?? '').trim()));
}

/** Everything that the object of a setting is called, in lower case, as any of the snapshots knows it. */
function namesOf({ section, match }: SettingPlace, snapshots: readonly Snapshot[]): Set<string> {
  const wanted = Object.entries(match ?? {});
  const names = new Set(wanted.map(([, value]) => plainText(value).toLowerCase()));
  for (const snapshot of snapshots) {
    const found = snapshot.sections[section];
    if (found?.status !== 'read' || !Array.isArray(found.data)) continue;
    const record = (found.data as unknown[]).find(
      (entry) => isPlainObject(entry) && wanted.every(([key, value]) => entry[key] === value),
    );
    if (!isPlainObject(record)) continue;
    for (const key of ['id', 'guid', 'identity', 'name', 'displayName', 'appId', 'domainName'])
      if (plainText(record[key])) names.add(plainText(record[key]).toLowerCase());
  }
  names.delete('');
  return names;
}
