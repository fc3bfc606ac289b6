import { defineDetection } from '../../core/detection.ts';
import { isBackground, isPersonal, isWrongPassword } from './sign-ins.ts';

export const oldPasswordRetried = defineDetection({
  id: 'entra.old-password-retried',
  title: 'A device keeps trying an old password',
  severity: 'low',
  citations: ['164.308(a)(1)(ii)(D)', '164.308(a)(5)(ii)(C)'],
  attack: ['T1110.001'],
  incident: 'password-attack',
  firstSteps: [
    'Ask the person which phone or program still has the old password',
    'Remove the account from that device and add it again',
    'If it is nobody’s device: block its address and reset the password',
  ],
  falsePositives: ['A phone after a change of the password: this is what it mostly is'],
  knownGaps: ['A patient attacker who imitates a phone looks the same'],
  parameters: {
    attempts: { default: 24, tighten: 'lower', title: 'Attempts of one account' },
    hours: { default: 12, tighten: 'higher', title: 'Hours within which they came' },
  },
  operations: ['userloginfailed'],
  signal(event, context) {
    if (!isWrongPassword(event) || !isPersonal(event, context) || !isBackground(event)) return undefined;
    return {
      group: event.actor.key,
      why: `A device or program of ${event.actor.name} keeps failing with a wrong password`,
    };
  },
  rule: ({ attempts, hours }) => ({
    kind: 'count',
    atLeast: attempts,
    withinMinutes: hours * 60,
    mergeMinutes: 10_080,
  }),
});
