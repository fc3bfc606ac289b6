import { defineDetection } from '../../core/detection.ts';
import { isBackground, isWrongPassword } from './sign-ins.ts';
import { signInOf } from '../../core/audit/sign-in.ts';

export const passwordGuessing = defineDetection({
  id: 'entra.password-guessing',
  title: 'Somebody tried many passwords of one account',
  severity: 'medium',
  citations: ['164.308(a)(1)(ii)(D)', '164.308(a)(5)(ii)(C)', '164.312(d)'],
  attack: ['T1110.001'],
  incident: 'password-attack',
  firstSteps: [
    'Check whether one of the attempts got in',
    'Check that the account has MFA and that old protocols are blocked for it',
    'Block the addresses in Conditional Access if they are foreign',
  ],
  falsePositives: [
    'A scanner or program with an old password: declare its account under watch.serviceAccounts and correct it',
  ],
  knownGaps: [
    'A few attempts an hour stay below the threshold',
    'Programs that try again by themselves count for entra.old-password-retried instead',
  ],
  parameters: {
    attempts: { default: 10, tighten: 'lower', title: 'Wrong passwords of one account' },
    minutes: { default: 15, tighten: 'higher', title: 'Minutes within which they came' },
  },
  operations: ['userloginfailed'],
  signal(event, context) {
    if (!isWrongPassword(event) || context.isServiceAccount(event)) return undefined;
    const { kind, key, name } = event.actor;
    if (kind === 'system' || kind === 'service' || name === 'unknown' || key === 'not available') return undefined;
    if (isBackground(event)) return undefined;
    // A program inside the house that kept an old password is no attack.
    if (context.inNamedNetwork(event.ip) === true && signInOf(event).legacy) return undefined;
    return {
      group: key,
      why: `Wrong passwords for ${name}, the latest from ${event.ip ?? 'an unknown address'}`,
      ...(context.isSensitiveAccount(key) && { severity: 'high' }),
    };
  },
  rule: ({ attempts, minutes }) => ({
    kind: 'count',
    atLeast: attempts,
    withinMinutes: minutes,
    mergeMinutes: 1440,
  }),
});
