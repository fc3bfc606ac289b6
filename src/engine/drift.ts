import { createHash } from 'node:crypto';
import type { AuditEntry } from '../core/audit-trail.ts';
import type { Control } from '../core/control.ts';
import type { SectionName, Snapshot } from '../core/snapshot.ts';
import { type Adoption, type ApprovedSetting, type PlanRun, approvedSettings } from './approved.ts';
import { type SettingDifference, settingDifferences } from './differences.ts';
import { type SettingPlace, settingName } from './setting.ts';
import { equal, valuesBefore } from './values.ts';

/** A setting that is not as it was approved, or not as it was at the last run. */
export interface Drift {
  /** Stable for the setting: `d` and eight hexadecimal digits. */
  id: string;
  /** `approved`: another value than people approved. `changed`: another than at the last run or reading. */
  kind: 'approved' | 'changed';
  setting: string;
  place: SettingPlace;
  /** The value that was approved, or that was there before. For an object as a whole: null when it was not there. */
  expected: unknown;
  present: unknown;
  /** Since when the expected value stood. */
  since: string;
  controls: readonly string[];
  approved?: ApprovedSetting;
  who?: Pick<AuditEntry, 'by' | 'byApp' | 'at' | 'activity' | 'log'>;
}

export interface DriftOptions {
  /** The settings now. */
  snapshot: Snapshot;
  /** As they were at the last run, or at the reading before. */
  before?: Snapshot;
  runs: readonly PlanRun[];
  adopted: readonly Adoption[];
  controls: readonly Control[];
}

export interface DriftReport {
  drift: Drift[];
  /** Sections of approved settings that were not read: whether they drifted is not known. */
  unknown: SectionName[];
  /** How many approved settings were compared. */
  approved: number;
}

/** What moved away from the approved state, and what else changed since the last run or reading. */
export function findDrift({ snapshot, before, runs, adopted, controls }: DriftOptions): DriftReport {
  const approved = approvedSettings(runs, adopted);
  const isRead = ({ place }: ApprovedSetting) => snapshot.sections[place.section].status === 'read';
  const compared = approved.filter(isRead);
  const unknown = [...new Set(approved.filter((entry) => !isRead(entry)).map(({ place }) => place.section))];
  const moved = compared.flatMap((entry) => movedFrom(entry, snapshot, controls) ?? []);
  // An object that is gone has lost its fields too; once is enough.
  const gone = moved.filter(({ place, present }) => place.field === undefined && present === null);
  const lasting = moved.filter(
    (drift) =>
      gone.includes(drift) ||
      !gone.some(({ place }) => place.section === drift.place.section && equal(place.match, drift.place.match)),
  );
  const snapshots = before ? [snapshot, before] : [snapshot];
  const spokenOf = ({ place: { section, match, field } }: SettingDifference) =>
    compared.some(
      ({ place }) =>
        place.section === section &&
        isSameObject(place, match, snapshots) &&
        (field === undefined || (place.field !== undefined && isWithin(field, place.field))),
    );
  const changed = (before ? settingDifferences(before, snapshot) : [])
    .filter((difference) => !spokenOf(difference))
    .map(({ place, before: expected, after: present }): Drift => {
      const setting = settingName(place);
      const about = { setting, place, expected, present, since: readAt(before!, place.section) };
      return { id: driftId(setting), kind: 'changed', ...about, controls: controlsOf(place, controls) };
    })
    .filter(({ setting, present }) => !adopted.some((one) => one.setting === setting && equal(one.value, present)));
  return { drift: [...lasting, ...changed], unknown, approved: compared.length };
}

/** When a section was read: in a snapshot of which only parts were read again, before the snapshot itself. */
function readAt({ sections, takenAt }: Snapshot, name: SectionName): string {
  const section = sections[name];
  return section.status === 'read' ? section.readAt : takenAt;
}

/** Whether a place and a match speak of one object, which each may call by another of its names. */
function isSameObject(
  { section, match: own }: SettingPlace,
  match: SettingPlace['match'],
  snapshots: readonly Snapshot[],
): boolean {
  if (equal(own, match)) return true;
  return snapshots.some((snapshot) => {
    const record = valuesBefore({ section, operation: 'remove', ...(own && { match: own }) }, snapshot);
    return match !== undefined && Object.entries(match).every(([key, value]) => equal(record[key], value));
  });
}

/** One path lies within the other, or they are the same. */
function isWithin(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
}

function movedFrom(approved: ApprovedSetting, snapshot: Snapshot, controls: readonly Control[]): Drift | undefined {
  const { name, place, value } = approved;
  const about = {
    ...{ id: driftId(name), kind: 'approved' as const, setting: name, place, since: approved.at, approved },
    controls: approved.written?.change.controls ?? controlsOf(place, controls),
  };
  const object = valuesBefore({ ...place, operation: 'remove' }, snapshot);
  const exists = Object.keys(object).length > 0;
  if (place.field === undefined) {
    if (exists === value) return undefined;
    return { ...about, expected: value === true ? 'there' : null, present: exists ? 'there' : null };
  }
  // The object that held it is gone.
  if (!exists) return { ...about, expected: value, present: null };
  const present = valuesBefore({ ...place, operation: 'set', values: { [place.field]: value } }, snapshot)[place.field];
  return equal(present, value) ? undefined : { ...about, expected: value, present: present ?? null };
}

/** The controls that judge this field; of a field that none names, those that read its section. */
export function controlsOf({ section, field }: SettingPlace, controls: readonly Control[]): string[] {
  const keysOf = ({ reads, mayRead }: Control): readonly string[] => [...reads, ...mayRead];
  const reading = controls.filter((control) => keysOf(control).some((key) => key.split('.', 1)[0] === section));
  const [top] = field?.split('.', 1) ?? [];
  const exact = reading.filter((control) => keysOf(control).includes(`${section}.${top}`));
  return (exact.length > 0 ? exact : reading).map(({ id }) => id);
}

function driftId(setting: string): string {
  return `d${createHash('sha256').update(setting).digest('hex').slice(0, 8)}`;
}
