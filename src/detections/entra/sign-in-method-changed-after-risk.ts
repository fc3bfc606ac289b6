import { defineDetection } from '../../core/detection.ts';
import type { AuditEvent } from '../../core/audit-event.ts';
import { changeOf } from '../../core/audit/changes.ts';
import { targetsOf } from '../../core/audit/targets.ts';
import type { Severity } from '../../core/severity.ts';
import { isDeviceCode } from './device-code.ts';
import { judgedRisk } from './risk.ts';
import { isPhone, knewPassword, usesScript } from './sign-ins.ts';

export const signInMethodChangedAfterRisk = defineDetection({
  id: 'entra.sign-in-method-changed-after-risk',
  title: 'A sign-in method changed right after an odd sign-in',
  severity: 'high',
  citations: ['164.308(a)(1)(ii)(D)', '164.308(a)(6)(ii)', '164.312(d)'],
  attack: ['T1098.005', 'T1556.006'],
  incident: 'account-takeover',
  firstSteps: [
    'Revoke all sessions of the account now',
    'Remove the sign-in methods that the person does not know, then reset the password',
    'List what the account opened, sent and changed since the odd sign-in',
  ],
  falsePositives: ['A new phone: Microsoft finds the sign-in risky, and the person adds the phone; ask by telephone'],
  knownGaps: ['Without Entra ID P2 only device codes and scripts show a sign-in as odd'],
  parameters: {
    hours: { default: 24, tighten: 'higher', title: 'Hours between the odd sign-in and the change' },
  },
  operations: [
    'riskdetection',
    'userloggedin',
    'userloginfailed',
    'update user',
    'user registered security info',
    'user registered all required security info',
    'user changed default security info',
    'user deleted security info',
    'admin registered security info',
  ],
  signal(event) {
    const person = changedFor(event);
    if (person !== undefined)
      return {
        group: person.toLowerCase(),
        actor: person,
        step: 'changed',
        why: `A sign-in method of ${person} changed`,
      };
    const severity = oddness(event);
    return severity && { group: event.actor.key, step: 'odd', why: `Odd sign-in of ${event.actor.name}`, severity };
  },
  rule: ({ hours }) => ({
    kind: 'sequence',
    steps: [{ step: 'odd' }, { step: 'changed' }],
    withinMinutes: hours * 60,
  }),
  summary: ({ last, minutes }) => `${last} within ${minutes + 1} minutes after an odd sign-in`,
});

function oddness(event: AuditEvent): Severity | undefined {
  const risk = judgedRisk(event);
  if (risk) return risk.level === 'high' ? 'critical' : 'high';
  if ((event.op !== 'userloggedin' && event.op !== 'userloginfailed') || !knewPassword(event)) return undefined;
  if (usesScript(event)) return 'critical';
  // A new phone shows the confirmation page of a device code too.
  return isDeviceCode(event) && !isPhone(event) ? 'high' : undefined;
}

/** The person whose methods a directory record changed; undefined when it did not. */
function changedFor(event: AuditEvent): string | undefined {
  if (event.outcome === 'failure' || event.op.startsWith('userlog') || event.op === 'riskdetection') return undefined;
  if (event.op === 'update user') {
    const change =
      changeOf(event, 'StrongAuthenticationMethod') ?? changeOf(event, 'StrongAuthenticationPhoneAppDetail');
    if (!change || entries(change.new) <= entries(change.old)) return undefined;
  }
  return targetsOf(event).find((target) => target.kind === 'user')?.name ?? event.object ?? event.actor.name;
}

function entries(list: string): number {
  return list.match(/"(?:MethodType|DeviceName)"/g)?.length ?? 0;
}
