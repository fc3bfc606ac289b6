import { changeOf } from '../../core/audit/changes.ts';
import { defineDetection } from '../../core/detection.ts';
import { accountOf } from './directory-record.ts';
import { isProvisioning } from './initiator.ts';

export const guestMadeMember = defineDetection({
  id: 'entra.guest-made-member',
  title: 'A guest became a member of the organization',
  severity: 'medium',
  citations: ['164.308(a)(4)(ii)(C)', '164.308(a)(3)(ii)(B)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1098'],
  incident: 'privilege-raised',
  firstSteps: [
    'Ask the person who changed the account who the guest is and why',
    'Make the account a guest again if nobody stands for it',
    'Look at what it opened since: members reach everything that is open to all',
  ],
  falsePositives: [
    'Two organizations grow together: let synchronization between the tenants do it, or allow the person with a reason.',
  ],
  knownGaps: ['A guest that is a member from the start is not seen.'],
  operations: ['update user'],
  signal(event, context) {
    if (event.outcome === 'failure' || isProvisioning(event, context)) return undefined;
    const change = changeOf(event, 'UserType');
    if (!change || !/^(?:guest|1)$/i.test(change.old) || !/^(?:member|0)$/i.test(change.new)) return undefined;
    const account = accountOf(event);
    return {
      group: account.toLowerCase(),
      why: `The guest ${account} became a member, by ${event.actor.name}`,
      ...(context.isConsumer(account) && { severity: 'high' as const }),
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});
