import type { Organization } from '../core/organization.ts';
import { type Plan, type PlannedChange, type RefusedChange, sectionOrder } from '../core/plan.ts';
import type { Snapshot } from '../core/snapshot.ts';
import type { Drift } from './drift.ts';
import { refusalOf } from './lockout.ts';
import { planId } from './plan.ts';
import { equal, valuesBefore } from './values.ts';

export interface RestoreOptions {
  snapshot: Snapshot;
  organization: Organization;
  /** Baseline id, for the plan. */
  baseline: string;
  /** The moment of planning, ISO 8601 UTC. */
  at: string;
}

/**
 * A plan that brings drifted settings back to what was approved. It goes the way of every plan: review, approval,
 * journal. A setting that no run of Wardline has written is listed for people, because how its service takes the value
 * back was never tried.
 */
export function restorePlan(drift: readonly Drift[], options: RestoreOptions): Plan {
  const { snapshot, organization, baseline, at } = options;
  const refused: RefusedChange[] = [];
  const changes: PlannedChange[] = [];
  const byHand: Plan['byHand'][number][] = [];
  for (const item of drift) {
    const change = changeBack(item, snapshot);
    if (!change) {
      byHand.push({
        control: item.controls[0] ?? '',
        title: `Set ${item.setting} back to ${JSON.stringify(item.expected)}`,
        steps: ['Change it where its service is administered, then run: wardline drift --collect'],
      });
      continue;
    }
    const { stages: _stages, ...plain } = change;
    const why = refusalOf(plain, snapshot, organization);
    if (why) refused.push({ control: change.controls[0] ?? '', title: change.summary, why });
    else merge(changes, change);
  }
  const ordered = changes
    .toSorted((a, b) => orderOf(a) - orderOf(b))
    .map((change, index) => ({ ...change, id: `c${String(index + 1).padStart(2, '0')}` }));
  const body = {
    tenant: { id: snapshot.tenant.id, name: snapshot.tenant.name },
    ...{ baseline, takenAt: snapshot.takenAt, createdAt: at },
    ...{ changes: ordered, refused, byHand, worsens: [] },
  };
  return { kind: 'wardline.plan', version: 1, id: planId(body), ...body };
}

function changeBack(item: Drift, snapshot: Snapshot): PlannedChange | undefined {
  const { approved, place, setting, who } = item;
  const written = approved?.written?.change;
  if (!approved || !written) return undefined;
  const by = who ? ` ${who.by} changed it on ${who.at.slice(0, 10)}.` : '';
  const why = `It is not as it was approved on ${approved.at.slice(0, 10)}: ${approved.reason}${by}`;
  const about = { ...written, id: '', why, dependsOn: [] };
  if (place.field === undefined && approved.value === false)
    return { ...about, operation: 'remove', from: fromOf(written, snapshot), summary: `Remove again: ${setting}` };
  if (place.field === undefined || item.present === null) {
    // Made again it goes through its stages again: what it would shut out today was not looked at.
    if (written.operation !== 'create') return undefined;
    return { ...about, from: {}, summary: `Make again: ${written.summary}` };
  }
  const values = { [place.field]: approved.value };
  const target = { ...about, operation: 'set' as const, values, stages: [] };
  return {
    ...target,
    from: valuesBefore(target, snapshot),
    summary: `Set back to what was approved: ${setting}`,
    notice: written.notice,
  };
}

function fromOf(change: PlannedChange, snapshot: Snapshot): Record<string, unknown> {
  return valuesBefore({ ...change, operation: 'remove' }, snapshot);
}

/** Fields of one object that the same change wrote go back together. */
function merge(changes: PlannedChange[], change: PlannedChange): void {
  const index = changes.findIndex(
    (other) =>
      other.operation === 'set' &&
      change.operation === 'set' &&
      other.section === change.section &&
      equal(other.match, change.match) &&
      equal(other.controls, change.controls),
  );
  const other = changes[index];
  if (!other) changes.push(change);
  else
    changes[index] = {
      ...other,
      values: { ...other.values, ...change.values },
      from: { ...other.from, ...change.from },
      summary: `${other.summary}, ${change.summary.replace(/^.*: /, '')}`,
    };
}

function orderOf(change: PlannedChange): number {
  return sectionOrder[change.section] ?? (change.lockoutRisk ? 7 : 4);
}
