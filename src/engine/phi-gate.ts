import type { Assessment, Result } from '../core/assessment.ts';
import type { Outcome } from '../core/outcome.ts';

/** One condition of the gate: the controls that have to hold for it. */
export interface GateCondition {
  id: string;
  title: string;
  controls: readonly string[];
}

/**
 * What has to hold before patient information belongs into Microsoft 365. First of all the agreement: without it every
 * file is a disclosure that the rule does not allow (45 CFR 164.308(b)(1), 164.502(e)). The others are what turns a
 * wrong click or a stolen password into a breach.
 */
export const gateConditions: readonly GateCondition[] = [
  { id: 'agreement', title: 'Microsoft BAA on file', controls: ['organization.microsoft-baa'] },
  { id: 'mfa', title: 'MFA for everyone', controls: ['entra.mfa-for-all-users'] },
  {
    id: 'anyone-links',
    title: 'No Anyone links',
    controls: ['sharepoint.anyone-links-off', 'sharepoint.onedrive-anyone-links-off'],
  },
  { id: 'audit-log', title: 'Audit log on', controls: ['purview.audit-log-on', 'exchange.mailbox-auditing-complete'] },
  { id: 'devices', title: 'Unmanaged devices', controls: ['sharepoint.unmanaged-devices-limited'] },
  { id: 'emergency', title: 'Emergency accounts', controls: ['entra.break-glass-accounts-ready'] },
];

export interface Gate {
  open: boolean;
  conditions: (Omit<GateCondition, 'controls'> & {
    outcome: Outcome;
    /** The control that decides it: the worst of its controls. */
    control: string;
    why: string;
  })[];
}

const holds: ReadonlySet<Outcome> = new Set(['pass', 'attested', 'not-applicable']);
/** Worst first. */
const order: readonly Outcome[] = [
  'fail',
  'unknown',
  'not-licensed',
  'partial',
  'excepted',
  'not-applicable',
  'attested',
  'pass',
];

/** The gate by an assessment. It is open only when every condition holds; what is not known does not hold. */
export function phiGate({ results }: Pick<Assessment, 'results'>): Gate {
  const byControl = new Map(results.map((result) => [result.control, result]));
  const conditions = gateConditions.map(({ id, title, controls }) => {
    const judged = controls.flatMap((control) => byControl.get(control) ?? []);
    const worst = judged.toSorted((a, b) => rank(a) - rank(b))[0];
    // A condition whose control was not judged is not known.
    if (!worst || judged.length < controls.length)
      return { id, title, outcome: 'unknown' as const, control: controls[0]!, why: 'It was not judged.' };
    return { id, title, outcome: worst.outcome, control: worst.control, why: worst.why };
  });
  return { open: conditions.every(({ outcome }) => holds.has(outcome)), conditions };
}

/** The gate in short, by the outcome of each control: how many of its conditions do not hold. */
export function gateInShort(outcomes: Readonly<Record<string, Outcome>>): { open: boolean; missing: number } {
  const missing = gateConditions.filter(
    ({ controls }) => !controls.every((control) => holds.has(outcomes[control] ?? 'unknown')),
  ).length;
  return { open: missing === 0, missing };
}

function rank({ outcome }: Pick<Result, 'outcome'>): number {
  return order.indexOf(outcome);
}
