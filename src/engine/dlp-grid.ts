import { type Cell, activeRulesAmong, coverageOf, workloads } from '../controls/purview/dlp.ts';
import { dlpCoversWorkloads } from '../controls/purview/dlp-covers-workloads.ts';
import { daysBetween } from '../core/clock.ts';
import { licenses } from '../core/license.ts';
import type { Organization } from '../core/organization.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { heldLicense } from './held-license.ts';
import { contextFor } from './judge.ts';
import { testDays } from './staging.ts';
import { needed } from './template-plan.ts';

/** A policy in a workload. */
export interface GridCell {
  policy: string;
  mode: 'enforced' | 'test' | 'off';
  /** Days since the policy was last changed; it has been in this mode at least that long. Absent where not collected. */
  days?: number;
  reach: 'everybody' | 'some' | 'unknown';
  /** Exceptions that nobody declared. */
  leftOut: readonly string[];
  findsPhi: 'yes' | 'in part' | 'no' | 'unknown';
}

/** A workload with every policy that reaches it. */
export interface GridRow {
  workload: string;
  /** `missing`: nothing there finds PHI, not even in test mode. */
  state: 'covered' | 'in part' | 'tested' | 'missing' | 'unknown' | 'not licensed';
  license?: string;
  cells: readonly GridCell[];
  /** The recommended next step. */
  next: string;
}

const finds = { yes: 'yes', narrowed: 'in part', no: 'no', unknown: 'unknown' } as const;

/**
 * The coverage grid workload × policy × mode. Only an enforced policy that finds PHI everywhere covers a workload; test
 * mode protects nothing. A workload whose license is missing is no gap that a policy could fill, and says so.
 */
export function dlpGrid(snapshot: Snapshot, organization: Organization, at: string): GridRow[] {
  const { dlpLicense, dlpPolicies } = snapshot.sections;
  const context = contextFor(dlpCoversWorkloads, snapshot, { organization, parameters: {}, at });
  const without =
    (dlpLicense.status === 'read' && dlpLicense.data.licensed === false) ||
    (dlpPolicies.status === 'unavailable' && dlpPolicies.reason === 'not-licensed');
  const policies = without ? [] : needed(snapshot, 'dlpPolicies');
  const active = activeRulesAmong(without ? [] : needed(snapshot, 'dlpRules'), context.takenAt);
  return workloads.map((workload): GridRow => {
    const { name, license = 'purview-dlp' } = workload;
    const cells = coverageOf(workload, policies, active, context);
    // That the cmdlets answer says more of the basic license than a list of plans.
    const offered = license === 'purview-dlp' && dlpLicense.status === 'read' && dlpLicense.data.licensed === true;
    const unlicensed = without || (!offered && heldLicense(snapshot, license) === false);
    const shown = cells.map((cell) => cellOf(cell, at));
    const state = stateOf(cells, unlicensed);
    return {
      ...{ workload: name, state, cells: shown },
      ...(state === 'not licensed' && { license: licenses[license].name }),
      next: nextStep(state, shown, licenses[license].name, organization.phi.rollout !== undefined),
    };
  });
}

function cellOf({ policy, state, reach, phi }: Cell, at: string): GridCell {
  const kinds = { all: 'everybody', selected: 'some', none: 'some', unknown: 'unknown' } as const;
  return {
    policy: policy.name ?? '',
    mode: state,
    ...(policy.whenChanged && { days: Math.max(0, daysBetween(policy.whenChanged, at)) }),
    ...{ reach: kinds[reach.kind], leftOut: reach.left, findsPhi: finds[phi] },
  };
}

function stateOf(cells: readonly Cell[], unlicensed: boolean): GridRow['state'] {
  const has = (worth: Cell['worth']) => cells.some((cell) => cell.worth === worth);
  if (has('covers')) return 'covered';
  if (has('part')) return 'in part';
  if (cells.some(({ state, phi }) => state === 'test' && phi !== 'no')) return 'tested';
  if (has('unknown')) return 'unknown';
  return unlicensed ? 'not licensed' : 'missing';
}

function nextStep(state: GridRow['state'], cells: readonly GridCell[], license: string, inRings: boolean): string {
  switch (state) {
    case 'covered':
      return 'Nothing.';
    case 'missing':
      return `No policy finds PHI here. Plan one: wardline plan --template phi-dlp${inRings ? ', or go on with the rings: wardline dlp rollout' : ''}`;
    case 'not licensed':
      return `Needs ${license}. Until then nothing stops PHI here: restrict sharing, or take it into the risk analysis.`;
    case 'unknown':
      return 'Locations or conditions were not collected. Give the permission, then: wardline collect';
    case 'in part':
      return partly(cells.filter(({ mode, findsPhi }) => mode === 'enforced' && findsPhi !== 'no'));
    case 'tested':
      return tested(cells.filter(({ mode, findsPhi }) => mode === 'test' && findsPhi !== 'no'));
  }
}

function partly(cells: readonly GridCell[]): string {
  const leftOut = [...new Set(cells.flatMap((cell) => cell.leftOut))];
  if (leftOut.length > 0) return `Declare these exceptions in wardline.yaml or take them away: ${leftOut.join(', ')}.`;
  const some = cells.find(({ reach }) => reach === 'some');
  return some
    ? `Widen ${some.policy} to everybody: wardline dlp rollout shows the next ring.`
    : `Let ${cells[0]?.policy ?? 'the policy'} find PHI without further conditions: wardline plan --template phi-dlp`;
}

function tested(cells: readonly GridCell[]): string {
  const longest = cells.toSorted((a, b) => (b.days ?? -1) - (a.days ?? -1))[0]!;
  if (longest.days === undefined)
    return `${longest.policy} is in test mode, nobody knows since when. Look at its matches, then enforce it.`;
  if (longest.days < testDays)
    return `Wait: ${longest.policy} is in test mode for ${longest.days} of ${testDays} days. Enforcing it now gives a warning.`;
  return `Enforce ${longest.policy}: its ${testDays} days have passed. wardline plan advance, or wardline dlp rollout`;
}
