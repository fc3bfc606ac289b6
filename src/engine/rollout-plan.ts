import { type DlpPolicy, places, stateOf, workloads } from '../controls/purview/dlp.ts';
import { keyOf } from '../controls/purview/phi-policy-changes.ts';
import { WardlineError } from '../core/errors.ts';
import { licenses } from '../core/license.ts';
import type { Plan } from '../core/plan.ts';
import { quoted } from '../core/powershell.ts';
import type { Ring } from '../core/organization.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { policyNames } from '../phi/dlp/protection.ts';
import { ringModes, ringScope } from './rollout.ts';
import { ringIndex, rolloutPolicies } from './rollout-state.ts';
import { type TemplateFound, type TemplateOptions, templatePlan } from './template-plan.ts';
import { equal } from './values.ts';

/** The plan that brings every policy under rollout into a ring. A policy that is in force stays in force. */
export function planRing(snapshot: Snapshot, ring: Ring, options: TemplateOptions): Plan {
  const rings = options.organization.phi.rollout?.rings ?? [];
  const target = rings.findIndex(({ name }) => name === ring.name);
  const found: TemplateFound = { steps: [], refused: [], byHand: [] };
  for (const policy of rolloutPolicies(snapshot)) {
    const place = ringIndex(policy, rings);
    if (place >= target) continue;
    if (place < 0)
      throw new WardlineError(
        'conflict',
        `The reach of DLP policy ${policy.name ?? ''} is that of no ring.`,
        'Bring it back to a ring in the Purview portal, or change the rings in wardline.yaml, then: wardline collect',
      );
    const step = move(policy, ring);
    if (step) found.steps.push(step);
  }
  return templatePlan(snapshot, found, options);
}

function move(policy: DlpPolicy, ring: Ring): TemplateFound['steps'][number] | undefined {
  const everybody = ring.groups.length === 0;
  const isShared = policy.name?.toLowerCase() === policyNames.shared.toLowerCase();
  const reached = workloads.filter(
    ({ id, location }) =>
      places(policy[location]).length > 0 || (isShared && id === 'sharePoint' && (everybody || ring.sites.length > 0)),
  );
  const mode = stateOf(policy) === 'enforced' ? 'Enable' : ringModes[ring.mode];
  const wanted: Record<string, unknown> = { ...ringScope(reached, ring), mode };
  const values = Object.fromEntries(
    Object.entries(wanted).filter(([field, value]) => !equal(shown(policy[field as keyof DlpPolicy]), value)),
  );
  if (Object.keys(values).length === 0) return undefined;
  const who = everybody ? 'everybody' : `ring ${ring.name}`;
  const acts = mode === 'Enable' ? 'what the rules stop is stopped' : 'they read policy tips and nothing is stopped';
  return {
    change: {
      section: 'dlpPolicies',
      operation: 'set',
      match: keyOf(policy),
      values,
      call: `Set-DlpCompliancePolicy -Identity ${quoted(policy.name)} ${parametersOf(policy, values)}`,
      summary: `Bring DLP policy ${policy.name} to ${who}, ${mode === 'Enable' ? 'in force' : 'in test mode'}`,
      notice: `${everybody ? 'Everybody' : `The people of ring ${ring.name}`} from now on: ${acts}.`,
      undo: 'restore',
    },
    controls: ['purview.dlp-covers-workloads'],
    severity: 'high',
    citations: ['164.312(e)(1)', '164.308(a)(8)'],
    why: `The gate of the ring before ${ring.name} was passed.`,
    license: licenses['purview-dlp'].name,
  };
}

/** A place by its first name; all else as it is. */
function shown(value: unknown): unknown {
  return Array.isArray(value) ? places(value).map(([name]) => name) : value;
}

/** Locations are changed by what to add and to remove, members and mode as a whole. */
function parametersOf(policy: DlpPolicy, values: Record<string, unknown>): string {
  return Object.entries(values)
    .map(([field, value]) => {
      const name = field.charAt(0).toUpperCase() + field.slice(1);
      if (!Array.isArray(value)) return `-${name} ${String(value)}`;
      const list = (names: readonly unknown[]) =>
        names.map((entry) => (entry === 'All' ? 'All' : quoted(String(entry)))).join(',');
      if (!field.endsWith('Location')) return `-${name} ${value.length > 0 ? list(value) : '$null'}`;
      const now = shown(policy[field as keyof DlpPolicy]) as unknown[];
      const [add, remove] = [value.filter((one) => !now.includes(one)), now.filter((one) => !value.includes(one))];
      return [
        ...(add.length > 0 ? [`-Add${name} ${list(add)}`] : []),
        ...(remove.length > 0 ? [`-Remove${name} ${list(remove)}`] : []),
      ].join(' ');
    })
    .filter((part) => part !== '')
    .join(' ');
}
