import type { AuditEvent } from '../../core/audit-event.ts';
import { rolesOf } from '../../core/audit/roles.ts';
import { defineDetection, type Signal } from '../../core/detection.ts';
import { accountOf } from './directory-record.ts';
import { isPim, isPlannedChange } from './initiator.ts';
import { privilegedGrant } from './privileged-roles.ts';

export const adminRoleGranted = defineDetection({
  id: 'entra.admin-role-granted',
  title: 'A privileged role was granted',
  severity: 'high',
  citations: ['164.308(a)(4)(ii)(C)', '164.308(a)(3)(ii)(A)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1098.003'],
  incident: 'privilege-raised',
  firstSteps: [
    'Ask the person who granted the role, on a known number, whether they did it',
    'Remove the role if nobody stands for it',
    'Revoke the sessions and reset the sign-in of both accounts',
  ],
  falsePositives: [
    'A planned change of administrators: compare with the change record. Grants through Privileged Identity Management that end by themselves come as medium or low.',
    'Switching on an eligible role is silent: who may do it was decided before.',
  ],
  knownGaps: [
    'A role that comes with membership of a role-assignable group is seen by entra.sensitive-group-changed only.',
    'Custom roles have no template id and are not known as privileged.',
    'The unified log seldom has the records of Privileged Identity Management itself; the directory audits of Microsoft Graph have them.',
  ],
  operations: [
    'add member to role',
    'add scoped member to role',
    'add member to role scoped over restricted management administrative unit',
    'add role assignment to role definition',
    'add member to role in pim completed (permanent)',
    'add member to role in pim completed (timebound)',
    'add eligible member to role',
    'add eligible member (permanent)',
    'add eligible member (eligible)',
    'add eligibleroleassignment to roledefinition',
    'add eligible member to role in pim completed (permanent)',
    'add eligible member to role in pim completed (timebound)',
  ],
  signal(event, context) {
    // Microsoft gives the first administrator of a new tenant the role under a system identity.
    if (event.outcome === 'failure' || event.actor.kind === 'system' || isPim(event)) return undefined;
    const grant = privilegedGrant(event);
    if (!grant) return namesNoRole(event) ? unnamed(event) : undefined;
    const eligible = event.op.includes('eligible');
    const planned = isPlannedChange(event, context);
    if (planned && eligible) return undefined;
    const ends = event.op.endsWith('(timebound)');
    return {
      group: grant.member.toLowerCase(),
      why: `${grant.member} ${eligible ? 'may switch on' : 'has'} the role ${grant.role}, granted by ${event.actor.name}`,
      severity: eligible ? (ends ? 'low' : 'medium') : planned || ends ? 'medium' : grant.rules ? 'critical' : 'high',
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});

/** A record that a forwarder cut short: somebody became a member of some role. */
function namesNoRole(event: AuditEvent): boolean {
  return event.op === 'add member to role' && rolesOf(event) === undefined;
}

function unnamed(event: AuditEvent): Signal {
  const member = accountOf(event);
  return {
    group: member.toLowerCase(),
    why: `${member} got a role that the record does not name, from ${event.actor.name}`,
    severity: 'medium',
  };
}
