import type { Baseline } from '../core/baseline.ts';
import type { Change } from '../core/change.ts';
import type { Control } from '../core/control.ts';
import type { Organization } from '../core/organization.ts';
import type { Plan, RefusedChange } from '../core/plan.ts';
import type { Snapshot } from '../core/snapshot.ts';
import type { Verdict } from '../core/verdict.ts';
import { activeExceptions, covers, keptBy } from './exceptions.ts';
import { type Judging, changesOf, judge } from './judge.ts';
import { parametersFor } from './parameters.ts';
import { isReplacement, readsDefaults, withoutDefaults } from './security-defaults.ts';

export interface ProposalOptions {
  controls: readonly Control[];
  organization: Organization;
  baseline: Baseline;
  /** The moment of planning, ISO 8601 UTC. */
  at: string;
  /** Only these control ids. */
  only?: readonly string[];
}

/** A change that one control asks for. */
export interface Proposal {
  control: Control;
  change: Change;
  why: string;
}

export interface Proposals {
  proposals: Proposal[];
  /** Left as it is by an exception. */
  kept: RefusedChange[];
  byHand: Plan['byHand'][number][];
}

/**
 * What the open controls ask for. Excepted and attested controls propose nothing. Where Conditional Access can take the
 * place of security defaults, controls that rest on these are planned as if they were off.
 */
export function proposalsOf(snapshot: Snapshot, options: ProposalOptions, verdictOf: VerdictOf): Proposals {
  const found: Proposals = { proposals: [], kept: [], byHand: [] };
  const replaced = withoutDefaults(snapshot);
  const chosen = options.controls.filter(({ id }) => !options.only || options.only.includes(id));
  for (const control of chosen) {
    const verdict = verdictOf(control, snapshot);
    if (!isOpen(verdict)) continue;
    const basis = replaced && readsDefaults(control) ? replaced : snapshot;
    if (!propose(control, verdict, basis, options, found))
      found.byHand.push({ control: control.id, title: control.remediation.fix, steps: control.remediation.steps });
  }
  return found;
}

/** What must be there before security defaults go, whatever was chosen: MFA for everybody and no legacy sign-in. */
export function replacementsOf(snapshot: Snapshot, options: ProposalOptions, verdictOf: VerdictOf): Proposals {
  const found: Proposals = { proposals: [], kept: [], byHand: [] };
  const replaced = withoutDefaults(snapshot);
  if (!replaced) return found;
  for (const control of options.controls.filter(isReplacement)) {
    const verdict = verdictOf(control, replaced);
    if (isOpen(verdict)) propose(control, verdict, replaced, options, found);
  }
  return found;
}

/** A control's verdict on a snapshot. */
export type VerdictOf = (control: Control, snapshot: Snapshot) => Verdict;

/** Judges each control once on each snapshot, however often it is asked. */
export function judgeOnce(options: ProposalOptions): VerdictOf {
  const known = new WeakMap<Snapshot, Map<string, Verdict>>();
  return (control, snapshot) => {
    const verdicts = known.get(snapshot) ?? new Map<string, Verdict>();
    known.set(snapshot, verdicts);
    const verdict = verdicts.get(control.id) ?? judge(control, snapshot, judgingOf(control, options)).verdict;
    verdicts.set(control.id, verdict);
    return verdict;
  };
}

function judgingOf(control: Control, { organization, baseline, at }: ProposalOptions): Judging {
  return { organization, parameters: parametersFor(control, baseline, organization), at };
}

/** A finding: what fails, wholly or in part. */
export function isOpen(verdict: Verdict | undefined): boolean {
  return verdict?.outcome === 'fail' || verdict?.outcome === 'partial';
}

/** Adds what the control asks for; false when it has nothing to offer although it is not excepted. */
function propose(
  control: Control,
  verdict: Verdict,
  snapshot: Snapshot,
  options: ProposalOptions,
  found: Proposals,
): boolean {
  const active = activeExceptions(options.organization.exceptions, control.id, options.at);
  if (active.length > 0 && verdict.resources.every((resource) => active.some((entry) => covers(entry, resource))))
    return true;
  const changes = changesOf(control, snapshot, judgingOf(control, options));
  for (const change of changes) {
    const exception = keptBy(active, change, verdict.resources);
    if (exception)
      found.kept.push({
        control: control.id,
        title: change.summary,
        why: `${exception.approver} accepted it as it is until ${exception.until}.`,
      });
    else found.proposals.push({ control, change, why: verdict.why });
  }
  return changes.length > 0;
}
