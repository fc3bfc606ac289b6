import { defineDetection } from '../../core/detection.ts';
import { failureOf, isBackground, isPersonal, whereOf } from './sign-ins.ts';

export const disabledAccountSignIn = defineDetection({
  id: 'entra.disabled-account-sign-in',
  title: 'Somebody keeps trying a disabled account',
  severity: 'medium',
  citations: ['164.308(a)(1)(ii)(D)', '164.308(a)(3)(ii)(C)', '164.312(d)'],
  attack: ['T1078.004'],
  incident: 'account-takeover',
  firstSteps: [
    'Find out whose account it was and whether the place fits that person',
    'Check that no session, mailbox delegate or forwarding of the account is left',
    'Wipe the work data from the devices of the person',
  ],
  falsePositives: ['The phone of somebody who left keeps asking for mail: remove the device; such alerts are low'],
  knownGaps: ['A single attempt is not told'],
  parameters: {
    attempts: { default: 3, tighten: 'lower', title: 'Attempts of one account' },
    minutes: { default: 60, tighten: 'higher', title: 'Minutes within which they came' },
  },
  operations: ['userloginfailed'],
  signal(event, context) {
    if (failureOf(event) !== 'disabled' || !isPersonal(event, context)) return undefined;
    const { key, name } = event.actor;
    return {
      group: key,
      why: `Attempts to sign in to the disabled account ${name}, the latest from ${whereOf(event)}`,
      ...(isBackground(event) && { severity: 'low' }),
    };
  },
  rule: ({ attempts, minutes }) => ({
    kind: 'count',
    atLeast: attempts,
    withinMinutes: minutes,
    mergeMinutes: 10_080,
  }),
});
