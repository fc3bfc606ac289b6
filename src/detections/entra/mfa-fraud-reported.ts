import { defineDetection } from '../../core/detection.ts';
import { targetsOf } from '../../core/audit/targets.ts';

export const mfaFraudReported = defineDetection({
  id: 'entra.mfa-fraud-reported',
  title: 'A person reported a sign-in prompt as fraud',
  severity: 'high',
  citations: ['164.308(a)(5)(ii)(C)', '164.308(a)(6)(ii)', '164.312(d)'],
  attack: ['T1621', 'T1078.004'],
  incident: 'account-takeover',
  firstSteps: [
    'Reset the password: whoever sent the prompt has it',
    'Revoke all sessions of the account',
    'Find the sign-in attempts at that time and block their addresses',
  ],
  falsePositives: ['A wrong button: ask the person'],
  knownGaps: ['Seen only where reporting of suspicious prompts is on'],
  operations: [
    'suspicious activity reported',
    'fraud reported - user is blocked for mfa',
    'fraud reported - no action taken',
  ],
  signal(event) {
    const person = targetsOf(event).find((target) => target.kind === 'user')?.name ?? event.actor.name;
    return { group: person.toLowerCase(), actor: person, why: `${person} reported a sign-in prompt as not their own` };
  },
  rule: { kind: 'each', mergeMinutes: 720 },
});
