import { defineDetection } from '../../core/detection.ts';
import { isPlannedChange } from './initiator.ts';
import { privilegedGrant } from './privileged-roles.ts';

export const adminRoleGrantedOutsidePim = defineDetection({
  id: 'entra.admin-role-granted-outside-pim',
  title: 'A privileged role was granted outside Privileged Identity Management',
  severity: 'medium',
  citations: ['164.308(a)(4)(ii)(C)', '164.308(a)(4)(ii)(B)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1098.003'],
  incident: 'privilege-raised',
  firstSteps: [
    'Ask the person who granted the role why it went around Privileged Identity Management',
    'Remove the standing role, or make it eligible',
    'Look at what the account did since it has the role',
  ],
  falsePositives: [
    'A tenant that does not use Privileged Identity Management for this role, although it has the license: move the grant there, or allow the person with a reason.',
  ],
  knownGaps: [
    'Only a tenant with Privileged Identity Management writes this record. Elsewhere entra.admin-role-granted tells of the grant.',
  ],
  operations: ['add member to role outside of pim (permanent)', 'add member to role outside of pim'],
  signal(event, context) {
    if (event.outcome === 'failure' || isPlannedChange(event, context)) return undefined;
    const grant = privilegedGrant(event);
    if (!grant) return undefined;
    return {
      group: grant.member.toLowerCase(),
      why: `${grant.member} has the role ${grant.role} for good, around Privileged Identity Management`,
      ...(grant.rules && { severity: 'high' as const }),
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});
