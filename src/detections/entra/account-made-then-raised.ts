import { defineDetection } from '../../core/detection.ts';
import { accountOf } from './directory-record.ts';
import { isPim } from './initiator.ts';
import { privilegedGrant } from './privileged-roles.ts';

export const accountMadeThenRaised = defineDetection({
  id: 'entra.account-made-then-raised',
  title: 'A new account became an administrator within a day',
  severity: 'critical',
  citations: ['164.308(a)(3)(ii)(A)', '164.308(a)(4)(ii)(B)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1136.003', 'T1098.003'],
  incident: 'privilege-raised',
  firstSteps: [
    'Ask who ordered the account, on a known number',
    'Block its sign-in and revoke its sessions until somebody stands for it',
    'Look at everything that the account and its maker did since',
  ],
  falsePositives: [
    'A new administrator whose account and role were ordered together: compare with the order and close.',
  ],
  knownGaps: [
    'A role more than a day after the account was made comes as entra.admin-role-granted alone.',
    'A role that comes with membership of a group is not seen here.',
  ],
  operations: ['add user', 'invite external user', 'add member to role', 'add scoped member to role'],
  signal(event) {
    if (event.outcome === 'failure') return undefined;
    if (event.op === 'add user' || event.op === 'invite external user') {
      const account = accountOf(event);
      return { group: account.toLowerCase(), step: 'made', why: `${account} was made by ${event.actor.name}` };
    }
    const grant = isPim(event) ? undefined : privilegedGrant(event);
    if (!grant || grant.toApplication) return undefined;
    return {
      group: grant.member.toLowerCase(),
      step: 'raised',
      why: `${grant.member} got the role ${grant.role} from ${event.actor.name}`,
    };
  },
  rule: { kind: 'sequence', steps: [{ step: 'made' }, { step: 'raised' }], withinMinutes: 1440 },
  summary: ({ first, last, minutes }) => `${first}; ${minutes} minutes later ${last}`,
});
