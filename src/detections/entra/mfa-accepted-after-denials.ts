import { defineDetection } from '../../core/detection.ts';
import { denialOf } from './mfa-denials.ts';
import { isPersonal } from './sign-ins.ts';
import { signInOf } from '../../core/audit/sign-in.ts';

export const mfaAcceptedAfterDenials = defineDetection({
  id: 'entra.mfa-accepted-after-denials',
  title: 'A sign-in prompt was accepted after refusals',
  severity: 'critical',
  citations: ['164.308(a)(1)(ii)(D)', '164.308(a)(6)(ii)', '164.312(d)'],
  attack: ['T1621', 'T1078.004'],
  incident: 'account-takeover',
  firstSteps: [
    'Revoke all sessions of the account now',
    'Reset the password and remove sign-in methods that the person does not know',
    'List what the account opened, sent and changed since',
  ],
  falsePositives: ['A person who pressed the wrong button three times: ask by telephone'],
  knownGaps: [
    'Prompts that ran out do not count: a phone in the locker does the same',
    'The unified audit log does not say why a prompt failed: there it takes entra.mfa-fatigue',
  ],
  parameters: {
    denials: { default: 3, tighten: 'lower', title: 'Declined prompts before the sign-in' },
    minutes: { default: 30, tighten: 'higher', title: 'Minutes within which all came' },
  },
  operations: ['userloggedin', 'userloginfailed'],
  signal(event, context) {
    if (!isPersonal(event, context)) return undefined;
    const { key, name } = event.actor;
    if (denialOf(event) === 'declined') return { group: key, step: 'declined', why: `${name} declined a prompt` };
    if (event.outcome !== 'success' || !signInOf(event).interactive) return undefined;
    return {
      group: key,
      step: 'in',
      why: `${name} signed in from ${event.ip ?? 'an unknown address'} after declining several prompts`,
    };
  },
  rule: ({ denials, minutes }) => ({
    kind: 'sequence',
    steps: [{ step: 'declined', atLeast: denials }, { step: 'in' }],
    withinMinutes: minutes,
    mergeMinutes: 720,
  }),
  summary: ({ last }) => last,
});
