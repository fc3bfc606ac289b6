import type { JournalEntry } from '../core/journal.ts';
import type { Plan, PlannedChange } from '../core/plan.ts';
import { isByRecord } from '../core/snapshot.ts';
import { type SettingPlace, settingName } from './setting.ts';

/** The value that people approved for a setting, and how it came to that. */
export interface ApprovedSetting {
  name: string;
  place: SettingPlace;
  /** For a setting without a field: whether the object is to be there. */
  value: unknown;
  by: string;
  at: string;
  reason: string;
  /** What wrote it; absent where the value was adopted as somebody else had set it. */
  written?: { run: string; plan: Plan; change: PlannedChange };
}

/** A run that brought a plan somewhere, with its journal. */
export interface PlanRun {
  id: string;
  by: string;
  plan: Plan;
  entries: readonly JournalEntry[];
}

/** A setting that was adopted: its present value was approved with a reason. */
export interface Adoption {
  setting: string;
  value: unknown;
  by: string;
  at: string;
  reason: string;
}

/**
 * The approved value of each setting that runs wrote, the newest where several did. What was undone is approved no
 * more. A created object is approved by being there and by the fields that its stage sets: services fill in the rest.
 */
export function approvedSettings(runs: readonly PlanRun[], adopted: readonly Adoption[]): ApprovedSetting[] {
  const found = new Map<string, ApprovedSetting>();
  const lines = runs
    .flatMap((run) => run.entries.map((entry) => ({ run, entry })))
    .toSorted((a, b) => (a.entry.at < b.entry.at ? -1 : a.entry.at > b.entry.at ? 1 : 0));
  for (const { run, entry } of lines) {
    const change = run.plan.changes.find(({ id }) => id === entry.change);
    if (!change) continue;
    const stage = change.stages.find(({ name }) => name === entry.stage);
    if (entry.step === 'undone') {
      const places = placesOf(change, { ...change.values, ...change.stages.at(-1)?.values });
      for (const { place } of places) found.delete(settingName(place));
    }
    if (entry.step !== 'done' && entry.step !== 'already') continue;
    for (const { place, value } of placesOf(change, stage?.values ?? {})) {
      const name = settingName(place);
      const about = { by: run.by, at: entry.at, reason: change.why };
      found.set(name, { name, place, value, ...about, written: { run: run.id, plan: run.plan, change } });
    }
  }
  for (const { setting, value, by, at, reason } of adopted) {
    const known = found.get(setting);
    if (!known || known.at > at) continue;
    found.set(setting, { ...known, value, by, at, reason });
  }
  return [...found.values()];
}

function placesOf(
  change: PlannedChange,
  stage: Readonly<Record<string, unknown>>,
): { place: SettingPlace; value: unknown }[] {
  const { section, match, operation, values = {} } = change;
  // A share of one file is no setting that is watched: the next scan lists what is shared.
  if (isByRecord(section)) return [];
  const place = { section, ...(match && { match }) };
  if (operation === 'remove') return [{ place, value: false }];
  const fields = operation === 'create' ? stage : { ...values, ...stage };
  // Without a match a created object is not found again.
  if (operation === 'create' && !match) return [];
  return [
    ...(operation === 'create' ? [{ place, value: true }] : []),
    ...Object.entries(fields).map(([field, value]) => ({ place: { ...place, field }, value })),
  ];
}
