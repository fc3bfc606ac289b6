import { defineDetection } from '../../core/detection.ts';
import type { AuditEvent } from '../../core/audit-event.ts';
import { changeOf } from '../../core/audit/changes.ts';
import { targetsOf } from '../../core/audit/targets.ts';
import type { Severity } from '../../core/severity.ts';

export const mfaTurnedOff = defineDetection({
  id: 'entra.mfa-turned-off',
  title: 'MFA of an account was turned off or removed',
  severity: 'high',
  citations: ['164.308(a)(1)(ii)(D)', '164.308(a)(4)(ii)(C)', '164.312(d)'],
  attack: ['T1556.006'],
  incident: 'protection-weakened',
  firstSteps: [
    'Ask the administrator by telephone whether and why they did it',
    'Turn MFA on again, or check that Conditional Access asks the account for it',
    'Look for sign-ins of the account since, and for other changes of the administrator',
  ],
  falsePositives: [
    'A new phone: the help desk removes the old method, and a new one follows within the hour',
    'A move from per-user MFA to Conditional Access: allow the administrator until the day it ends',
  ],
  knownGaps: ['A person who removes an own method is judged by entra.sign-in-method-changed-after-risk alone'],
  operations: [
    'disable strong authentication',
    'update user',
    'update per-user multifactor authentication state',
    'admin deleted security info',
    'admin deleted all security info',
  ],
  signal(event, context) {
    if (event.outcome === 'failure' || event.actor.kind === 'system') return undefined;
    const loss = lossOf(event);
    if (!loss) return undefined;
    const person = targetsOf(event).find((target) => target.kind === 'user')?.name ?? event.object ?? 'an account';
    // Closing the account of somebody who leaves ends with this.
    if (context.leavingDay(person) !== undefined) return undefined;
    const [what, severity] = loss;
    const { key, name } = event.actor;
    // People renew their own methods; only switching MFA off is never a part of that.
    if (key === person.toLowerCase() && severity !== 'high') return undefined;
    return {
      group: key,
      distinct: person.toLowerCase(),
      why: `${name} ${what} ${person}`,
      severity: context.isSensitiveAccount(person) && severity !== 'low' ? 'critical' : severity,
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
  summary: ({ last, distinct }) => (distinct > 1 ? `${last} and of ${distinct - 1} more accounts` : last),
});

function lossOf(event: AuditEvent): readonly [string, Severity] | undefined {
  if (event.op === 'disable strong authentication') return ['turned off MFA of', 'high'];
  if (event.op === 'admin deleted security info') return ['deleted a sign-in method of', 'low'];
  if (event.op === 'admin deleted all security info') return ['deleted all sign-in methods of', 'medium'];
  const asked = changeOf(event, 'StrongAuthenticationRequirement');
  // State 1 is enabled, 2 enforced, 0 off.
  if (asked && isOn(asked.old) && !isOn(asked.new)) return ['turned off per-user MFA of', 'high'];
  const methods = changeOf(event, 'StrongAuthenticationMethod');
  return methods && isFull(methods.old) && !isFull(methods.new)
    ? ['removed all sign-in methods of', 'medium']
    : undefined;
}

function isOn(requirement: string): boolean {
  return /"?State"?\s*[:=]\s*"?(?:[12]|enabled|enforced)\b/i.test(requirement);
}

function isFull(list: string): boolean {
  return /[^\s[\]"]/.test(list);
}
