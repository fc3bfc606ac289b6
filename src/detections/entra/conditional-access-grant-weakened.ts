import { textOf } from '../../core/audit/values.ts';
import { defineDetection } from '../../core/detection.ts';
import { isEnforced, policyChange, policyUpdates } from './conditional-access-record.ts';
import { added, textsAt, valueAt } from './directory-record.ts';
import { isPlannedChange } from './initiator.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What a policy can demand, in words. */
const words: Readonly<Record<string, string>> = {
  mfa: 'multifactor authentication',
  compliantdevice: 'a compliant device',
  domainjoineddevice: 'a joined device',
  approvedapplication: 'an approved app',
  compliantapplication: 'a protected app',
  passwordchange: 'a new password',
  block: 'the block',
};

export const conditionalAccessGrantWeakened = defineDetection({
  id: 'entra.conditional-access-grant-weakened',
  title: 'A Conditional Access policy demands less than before',
  severity: 'high',
  citations: ['164.312(d)', '164.312(a)(1)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1556.009'],
  incident: 'protection-weakened',
  firstSteps: [
    'Ask the person who changed the policy whether it was planned',
    'Put the demand back from the last snapshot',
    'Look for sign-ins since that met the weaker demand only',
  ],
  falsePositives: [
    'An authentication strength in place of plain multifactor authentication is stronger and stays silent.',
  ],
  knownGaps: ['A weaker authentication strength under the same name is seen by entra.mfa-policy-weakened only.'],
  operations: policyUpdates,
  signal(event, context) {
    if (event.outcome === 'failure' || isPlannedChange(event, context)) return undefined;
    const change = policyChange(event);
    if (!change || !isEnforced(change.old) || !isEnforced(change.new)) return undefined;
    const lost = demandsLost(change.old, change.new);
    if (lost.length === 0) return undefined;
    return {
      group: change.key,
      why: `The policy ${change.name} no longer demands ${lost.join(' and ')}, by ${event.actor.name}`,
      ...(lost.some((word) => word === words['mfa'] || word === words['block']) && { severity: 'critical' as const }),
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});

function controlsOf(policy: Fields | undefined): string[] {
  return textsAt(policy, 'grantControls.builtInControls').map((control) => control.toLowerCase());
}

function demandsLost(before: Fields | undefined, after: Fields | undefined): string[] {
  const [old, now] = [controlsOf(before), controlsOf(after)];
  const strength = (policy: Fields | undefined) => valueAt(policy, 'grantControls.authenticationStrength') ?? undefined;
  const lost = added(now, old).filter((control) => !(control === 'mfa' && strength(after) !== undefined));
  const said = lost.map((control) => words[control] ?? control);
  if (strength(before) !== undefined && strength(after) === undefined) said.push('an authentication strength');
  const operator = (policy: Fields | undefined) => textOf(valueAt(policy, 'grantControls.operator'))?.toUpperCase();
  // All of several became any of them.
  if (lost.length === 0 && now.length > 1 && operator(before) === 'AND' && operator(after) === 'OR')
    said.push('all of its demands together');
  return said;
}
