import { type DlpPolicy, stateOf } from '../controls/purview/dlp.ts';
import { daysAfter, daysBetween } from '../core/clock.ts';
import { WardlineError } from '../core/errors.ts';
import type { Organization, Ring } from '../core/organization.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { policyNames } from '../phi/dlp/protection.ts';
import { isInRing, ringModes } from './rollout.ts';
import { needed } from './template-plan.ts';
import { type Judged, precisionOf } from './tuning.ts';

/** A condition of a gate, and whether it holds. */
export interface GatePart {
  what: 'days' | 'verdicts' | 'precision';
  wanted: number;
  /** Absent where it was not measured. */
  have?: number;
  open: boolean;
}

/** Where the policies under rollout stand. */
export interface RolloutState {
  rings: readonly Ring[];
  policies: readonly { name: string; ring?: string; mode: 'enforced' | 'test' | 'off' }[];
  /** The ring that all of them have reached; absent where one has the reach of no ring. */
  ring?: Ring;
  /** When the youngest of them was last changed. */
  since?: string;
  gate: readonly GatePart[];
  /** The ring that comes next; absent at the last. */
  next?: Ring;
  /** The moment from which the days hold. */
  from?: string;
}

/** The rules whose verdicts count for the rollout. */
export function rolloutRules(snapshot: Snapshot): string[] {
  const names = new Set(Object.values(policyNames).map((name) => name.toLowerCase()));
  return needed(snapshot, 'dlpRules').flatMap(({ name, parentPolicyName }) =>
    name && names.has((parentPolicyName ?? '').toLowerCase()) ? [name] : [],
  );
}

/** The policies of the tenant that a rollout moves. */
export function rolloutPolicies(snapshot: Snapshot): DlpPolicy[] {
  const names = new Set(Object.values(policyNames).map((name) => name.toLowerCase()));
  return needed(snapshot, 'dlpPolicies').filter(({ name }) => names.has((name ?? '').toLowerCase()));
}

/** The ring that a policy stands in, by its reach and mode. A policy that acts in place of telling is further, never behind. */
export function ringIndex(policy: DlpPolicy, rings: readonly Ring[]): number {
  return rings.findIndex(
    (ring) => isInRing(policy, ring) && (policy.mode === ringModes[ring.mode] || stateOf(policy) === 'enforced'),
  );
}

/**
 * The ring, its gate, and how far the gate is open. Days run from the last change of a policy, so that any change in
 * between starts them anew; precision is measured on what people judged of the rules' hits.
 */
export function rolloutState(
  snapshot: Snapshot,
  organization: Organization,
  judged: readonly Judged[],
  at: string,
): RolloutState {
  const rings = declaredRings(organization);
  const policies = rolloutPolicies(snapshot);
  if (policies.length === 0)
    throw new WardlineError(
      'not-found',
      'The tenant has none of the DLP policies that are rolled out.',
      'Make them: wardline plan --template phi-dlp',
    );
  const places = policies.map((policy) => ringIndex(policy, rings));
  const shown = policies.map((policy, at) => {
    const ring = rings[places[at]!];
    return { name: policy.name ?? '', mode: stateOf(policy), ...(ring && { ring: ring.name }) };
  });
  const least = Math.min(...places);
  const ring = rings[least];
  if (!ring) return { rings, policies: shown, gate: [] };
  const changed = policies.map(({ whenChanged }) => whenChanged);
  const since =
    changed.includes(undefined) || changed.includes(null) ? undefined : (changed as string[]).toSorted().at(-1);
  const next = rings[least + 1];
  return {
    ...{ rings, policies: shown, ring, gate: next ? gateOf(ring, since, judged, at) : [] },
    ...(since && { since }),
    ...(next && { next }),
    ...(next && since && { from: daysAfter(since, ring.days) }),
  };
}

/** Throws `not-found` with what to declare. */
export function declaredRings({ phi }: Pick<Organization, 'phi'>): readonly Ring[] {
  if (phi.rollout) return phi.rollout.rings;
  throw new WardlineError(
    'not-found',
    'No rings are declared.',
    'Declare phi.rollout in wardline.yaml: a pilot with groups, and a last ring for everybody; wardline init --print shows it.',
  );
}

function gateOf(ring: Ring, since: string | undefined, judged: readonly Judged[], at: string): GatePart[] {
  const days = since === undefined ? undefined : Math.max(0, daysBetween(since, at));
  const precision = precisionOf(judged);
  const enough = judged.length >= ring.verdicts;
  return [
    {
      what: 'days',
      wanted: ring.days,
      ...(days !== undefined && { have: days }),
      open: days !== undefined && days >= ring.days,
    },
    { what: 'verdicts', wanted: ring.verdicts, have: judged.length, open: enough },
    {
      what: 'precision',
      wanted: ring.precision,
      ...(precision !== undefined && { have: precision }),
      // A ring that asks for nothing to be right needs nothing measured.
      open: ring.precision === 0 || (precision !== undefined && precision >= ring.precision),
    },
  ];
}
