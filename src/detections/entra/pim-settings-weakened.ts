import type { AuditEvent } from '../../core/audit-event.ts';
import { changesOf } from '../../core/audit/changes.ts';
import { targetsOf } from '../../core/audit/targets.ts';
import { textOf, yesOf } from '../../core/audit/values.ts';
import { defineDetection } from '../../core/detection.ts';
import { detailOf, objectIn, textsAt, valueAt } from './directory-record.ts';
import { isPlannedChange } from './initiator.ts';

/** Whole operations that leave roles without Privileged Identity Management or its warnings. */
const ends: Readonly<Record<string, string>> = {
  'tenant offboarded from pim': 'Privileged Identity Management was given up',
  'offboarded resource from pim': 'a resource was taken out of Privileged Identity Management',
  'pim policy removed': 'a policy of Privileged Identity Management was removed',
  'disable pim alert': 'a warning of Privileged Identity Management was turned off',
};

export const pimSettingsWeakened = defineDetection({
  id: 'entra.pim-settings-weakened',
  title: 'Administrator roles are easier to switch on or keep',
  severity: 'high',
  citations: ['164.308(a)(4)(ii)(C)', '164.312(a)(1)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1556', 'T1548.005'],
  incident: 'protection-weakened',
  firstSteps: [
    'Ask the person who changed the setting whether it was planned',
    'Put the role’s setting back from the last snapshot',
    'Look at who switched the role on, or was given it for good, since',
  ],
  falsePositives: ['A change of approvers: only the loss of approval itself alerts.'],
  knownGaps: [
    'A record that says only that a role setting was updated cannot be weighed and stays silent: compare snapshots.',
  ],
  operations: ['update role setting in pim', ...Object.keys(ends)],
  signal(event, context) {
    if (event.outcome === 'failure' || isPlannedChange(event, context)) return undefined;
    const whole = ends[event.op];
    const role = targetsOf(event).find(({ kind }) => kind === 'role')?.name ?? targetsOf(event)[0]?.name ?? 'a role';
    if (whole !== undefined)
      return {
        group: 'privileged-identity-management',
        why: `${whole}, by ${event.actor.name}`,
        ...(event.op === 'disable pim alert' && { severity: 'medium' as const }),
      };
    const lost = [...new Set([...changedRules(event), ...saidInWords(event)])];
    if (lost.length === 0) return undefined;
    return {
      group: role.toLowerCase(),
      why: `The role ${role} no longer asks for ${lost.join(' and ')}, by ${event.actor.name}`,
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});

/** Rules of the role as objects before and after. Names: Microsoft Graph, unifiedRoleManagementPolicyRule. */
function changedRules(event: AuditEvent): string[] {
  return changesOf(event).flatMap(({ name, old, new: now }) => {
    const [before, after] = [objectIn(old), objectIn(now)];
    const rule = `${name} ${textOf(valueAt(after, 'id')) ?? ''}`;
    const lost = (path: string) => yesOf(valueAt(before, path)) === true && yesOf(valueAt(after, path)) === false;
    const found: string[] = [];
    if (lost('isApprovalRequired') || lost('setting.isApprovalRequired')) found.push('approval');
    if (lost('isExpirationRequired'))
      found.push(/eligib/i.test(rule) ? 'an end of eligibility' : 'an end of the assignment');
    const enabled = textsAt(after, 'enabledRules');
    for (const [word, words] of [
      ['MultiFactorAuthentication', 'multifactor authentication'],
      ['Justification', 'a reason'],
    ] as const)
      if (after && textsAt(before, 'enabledRules').includes(word) && !enabled.includes(word)) found.push(words);
    return found;
  });
}

/** The status reason in words, such as `MFA on activation disabled`. */
function saidInWords(event: AuditEvent): string[] {
  const text = [event.raw['resultReason'], detailOf(event, 'ResultReason')].map(textOf).join('. ').slice(0, 2000);
  const phrases: readonly (readonly [RegExp, string])[] = [
    [/\b(?:mfa|multi-?factor)\b[^.;]*\b(?:disabled|removed|not required|off)\b/i, 'multifactor authentication'],
    [/\bapproval\b[^.;]*\b(?:disabled|removed|not required|off)\b/i, 'approval'],
    [/\bjustification\b[^.;]*\b(?:disabled|removed|not required|off)\b/i, 'a reason'],
    [/\bpermanent\b[^.;]*\b(?:allowed|enabled)\b/i, 'an end of the assignment'],
  ];
  return phrases.filter(([pattern]) => pattern.test(text)).map(([, words]) => words);
}
