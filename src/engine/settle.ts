import { type Change, withValues } from '../core/change.ts';
import { licenses } from '../core/license.ts';
import type { Organization } from '../core/organization.ts';
import { type PlannedChange, type RefusedChange, sectionOrder } from '../core/plan.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { type LockoutOptions, refusalOf } from './lockout.ts';
import type { Proposal } from './proposals.ts';
import { enforces, isReplacement, isSwap } from './security-defaults.ts';
import { stagesOf } from './staging.ts';
import { canonical, equal, valuesBefore } from './values.ts';

interface Merged {
  first: Proposal;
  change: Change;
  controls: Set<string>;
  citations: Set<string>;
}

/** A change for each mailbox of a large tenant: what is looked for is found without looking at all of them. */
interface Merging {
  all: Merged[];
  byTarget: Map<string, Merged[]>;
  creations: Merged[];
}

/**
 * Proposals as the changes of a plan, in their order. Two controls that want the same value of the same setting share
 * one change; two that want different values, and what would shut people out, are refused with the reason. A setting
 * of an object that the plan itself creates becomes part of its creation.
 */
export function settle(
  proposals: readonly Proposal[],
  snapshot: Snapshot,
  organization: Organization,
  options: LockoutOptions = {},
): { changes: PlannedChange[]; refused: RefusedChange[] } {
  const refused: RefusedChange[] = [];
  const merged: Merging = { all: [], byTarget: new Map(), creations: [] };
  for (const proposal of proposals) {
    const refusal =
      refusalOf(proposal.change, snapshot, organization, options) ?? conflictWith(proposal.change, merged);
    if (refusal) refused.push({ control: proposal.control.id, title: proposal.change.summary, why: refusal });
    else add(merged, proposal);
  }
  const ordered = merged.all.toSorted((a, b) => orderOf(a) - orderOf(b));
  const changes = ordered.map((entry, index): PlannedChange => {
    const { stages: _words, ...change } = entry.change;
    const { control, why } = entry.first;
    return {
      ...change,
      id: `c${String(index + 1).padStart(2, '0')}`,
      controls: [...entry.controls],
      severity: control.severity,
      citations: [...entry.citations],
      why,
      ...(control.license && { license: licenses[control.license].name }),
      from: valuesBefore(entry.change, snapshot),
      stages: stagesOf(entry.change),
      dependsOn: [],
    };
  });
  const needed = changes.filter((change) => enforces(change) && change.controls.some((id) => isReplacement({ id })));
  return {
    changes: changes.map((change) => (isSwap(change) ? { ...change, dependsOn: needed.map(({ id }) => id) } : change)),
    refused,
  };
}

function add(merged: Merging, proposal: Proposal): void {
  const { control, change } = proposal;
  const target = targetOf(change);
  const same = merged.byTarget.get(target)?.find((entry) => equal(entry.change.values, change.values));
  const created =
    same ?? (change.operation === 'set' ? merged.creations.find((entry) => creates(entry.change, change)) : undefined);
  if (!created) {
    const entry = {
      ...{ first: proposal, change },
      ...{ controls: new Set([control.id]), citations: new Set(control.citations) },
    };
    merged.all.push(entry);
    merged.byTarget.set(target, [...(merged.byTarget.get(target) ?? []), entry]);
    if (change.operation === 'create') merged.creations.push(entry);
    return;
  }
  if (!same) created.change = folded(created.change, change);
  created.controls.add(control.id);
  for (const citation of control.citations) created.citations.add(citation);
}

/** Whether `made` creates the object that `change` sets. */
function creates(made: Change, change: Change): boolean {
  const record = { ...made.match, ...made.values };
  const match = Object.entries(change.match ?? {});
  return (
    made.operation === 'create' &&
    made.section === change.section &&
    match.length > 0 &&
    match.every(([key, value]) => equal(record[key], value))
  );
}

function folded(made: Change, change: Change): Change {
  return {
    ...made,
    values: withValues(made.values, change.values ?? {}) as Record<string, unknown>,
    call: `${made.call}; ${change.call}`,
    summary: `${made.summary}; ${change.summary.charAt(0).toLowerCase()}${change.summary.slice(1)}`,
  };
}

/**
 * Where a change stands: sections with an order of their own, then what can lock out. Security defaults go right before
 * the policies that replace them, and these before other policies: an undo, in reverse, ends with the defaults on.
 */
function orderOf({ change, controls }: Merged): number {
  if (isSwap(change)) return 7.5;
  const order = sectionOrder[change.section] ?? (change.lockoutRisk ? 7 : 4);
  return enforces(change) && ![...controls].some((id) => isReplacement({ id })) ? order + 0.5 : order;
}

/** The same text for changes of the same kind to the same object. */
function targetOf({ section, operation, match }: Change): string {
  return `${section} ${operation} ${canonical(match ?? {})}`;
}

function conflictWith(change: Change, merged: Merging): string | undefined {
  if (change.operation === 'create') return undefined;
  const other = merged.byTarget.get(targetOf(change))?.find(({ change: made }) => {
    const values = made.values ?? {};
    return Object.entries(change.values ?? {}).some(
      ([field, value]) => field in values && !equal(values[field], value),
    );
  });
  return other
    ? `It asks for another value than ${other.first.control.id} (${other.change.summary}). Decide on one and plan again with --only.`
    : undefined;
}
