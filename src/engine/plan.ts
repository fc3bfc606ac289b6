import { createHash } from 'node:crypto';
import { applyChanges } from '../core/change.ts';
import type { Control } from '../core/control.ts';
import type { Plan, PlannedChange, RefusedChange } from '../core/plan.ts';
import type { Snapshot } from '../core/snapshot.ts';
import type { LockoutOptions } from './lockout.ts';
import {
  type Proposal,
  type ProposalOptions,
  type VerdictOf,
  isOpen,
  judgeOnce,
  proposalsOf,
  replacementsOf,
} from './proposals.ts';
import { defaultsAreOn, enforces, isReplacement, swap, swapControl, withoutDefaults } from './security-defaults.ts';
import { settle } from './settle.ts';

export interface PlanOptions extends ProposalOptions, LockoutOptions {}

/** A cure may bring up what another control asks of it; more rounds than this would be controls at odds. */
const rounds = 3;

/**
 * The changes that would make the open controls pass. Planned again on what the plan would leave, so that what a new
 * object must satisfy is part of the same plan; what would still turn worse is named.
 */
export function makePlan(snapshot: Snapshot, options: PlanOptions): Plan {
  const verdictOf = judgeOnce(options);
  const { proposals, kept, byHand } = proposalsOf(snapshot, options, verdictOf);
  const open = [...proposals];
  const asked = new Set(open.map(keyOf));
  let settled = withSwap(open, snapshot, options, verdictOf);
  let after = afterPlan(snapshot, settled);
  for (let round = 1; round < rounds; round += 1) {
    const more = proposalsOf(after, options, verdictOf).proposals.filter((proposal) => !asked.has(keyOf(proposal)));
    if (more.length === 0) break;
    for (const proposal of more) asked.add(keyOf(proposal));
    open.push(...more);
    settled = withSwap(open, snapshot, options, verdictOf);
    after = afterPlan(snapshot, settled);
  }
  const control = (id: string) => options.controls.find((entry) => entry.id === id)!;
  const body = {
    tenant: { id: snapshot.tenant.id, name: snapshot.tenant.name },
    baseline: options.baseline.id,
    takenAt: snapshot.takenAt,
    createdAt: options.at,
    changes: settled.changes,
    refused: [...kept, ...settled.refused],
    byHand: byHand.filter((entry) => isOpen(verdictOf(control(entry.control), after))),
    worsens: worsened(options.controls, snapshot, after, verdictOf),
  };
  return { kind: 'wardline.plan', version: 1, id: planId(body), ...body };
}

/** Everything that stands in a plan beside its kind and id. */
type PlanBody = Omit<Plan, 'kind' | 'version' | 'id'>;

/** The id that a plan with this content has; a plan whose id differs was edited after it was made. */
export function planId(plan: PlanBody): string {
  const { kind: _kind, version: _version, id: _id, ...body } = plan as Plan;
  const text = JSON.stringify(Object.entries(body).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/**
 * Settles the proposals. While security defaults are on, no policy can be enforced beside them: then what replaces the
 * defaults is part of the plan, or no policy is.
 */
function withSwap(
  proposals: readonly Proposal[],
  snapshot: Snapshot,
  options: PlanOptions,
  verdictOf: VerdictOf,
): { changes: PlannedChange[]; refused: RefusedChange[] } {
  const settled = (given: readonly Proposal[]) => settle(given, snapshot, options.organization, options);
  const plain = settled(proposals);
  if (!defaultsAreOn(snapshot) || !plain.changes.some(enforces)) return plain;
  const known = new Set(proposals.map(keyOf));
  const needed = replacementsOf(snapshot, options, verdictOf).proposals;
  const control = options.controls.find(({ id }) => id === swapControl);
  const owner = control ?? needed[0]?.control;
  if (owner && withoutDefaults(snapshot)) {
    const whole = settled([
      ...proposals,
      ...needed.filter((proposal) => !known.has(keyOf(proposal))),
      { control: owner, change: swap, why: 'Security defaults and enforced policies cannot be on together.' },
    ]);
    if (needed.every((proposal) => !whole.refused.some(({ control: id }) => id === proposal.control.id))) return whole;
  }
  const why = withoutDefaults(snapshot)
    ? 'Security defaults would have to go first, and what must replace them was refused.'
    : 'Security defaults are on, and whether the tenant is licensed for Conditional Access is not known.';
  const stays = settled(proposals.filter(({ change, control: { id } }) => !enforces(change) || isReplacement({ id })));
  const left = proposals.filter(({ change }) => enforces(change));
  return {
    changes: stays.changes.filter((change) => !enforces(change)),
    refused: [
      ...stays.refused,
      ...left
        .filter((proposal) => !stays.refused.some(({ control: id }) => id === proposal.control.id))
        .map((proposal) => ({ control: proposal.control.id, title: proposal.change.summary, why })),
    ],
  };
}

/** The same text for the same wish of the same control; equal wishes of two controls are merged later. */
function keyOf({ change: { section, operation, match, values } }: Proposal): string {
  return JSON.stringify([section, operation, match, values]);
}

/** Controls that hold now and would not after the plan, with the reason. */
function worsened(controls: readonly Control[], now: Snapshot, then: Snapshot, verdictOf: VerdictOf): Plan['worsens'] {
  return controls
    .filter((control) => /^(pass|not-applicable)$/.test(verdictOf(control, now).outcome))
    .filter((control) => isOpen(verdictOf(control, then)))
    .map((control) => ({ control: control.id, title: control.finding, why: verdictOf(control, then).why }));
}

/** What the tenant would look like when the whole plan was applied, all stages ended. */
export function afterPlan(snapshot: Snapshot, plan: Pick<Plan, 'changes'>): Snapshot {
  return applyChanges(
    snapshot,
    plan.changes.map(({ stages: _stages, ...change }) => change),
  );
}
