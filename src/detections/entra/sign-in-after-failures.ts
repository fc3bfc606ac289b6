import { defineDetection } from '../../core/detection.ts';
import {
  isBackground,
  isElsewhere,
  isPersonal,
  isTrustedDevice,
  isWrongPassword,
  networkOf,
  knewPassword,
} from './sign-ins.ts';

export const signInAfterFailures = defineDetection({
  id: 'entra.sign-in-after-failures',
  title: 'The right password came after many wrong ones',
  severity: 'high',
  citations: ['164.308(a)(1)(ii)(D)', '164.308(a)(5)(ii)(C)', '164.312(d)'],
  attack: ['T1110.001', 'T1078.004'],
  incident: 'account-takeover',
  firstSteps: [
    'Ask the person by telephone whether they forgot their password just then',
    'If not: revoke all sessions and reset the password and sign-in methods',
    'List what the account opened, sent and changed since',
  ],
  falsePositives: ['A person who forgot the password and reset it: ask'],
  knownGaps: [
    'An attacker who changes networks between the attempts and the sign-in is not seen',
    'Declared networks and managed devices are left out',
  ],
  parameters: {
    attempts: { default: 8, tighten: 'lower', title: 'Wrong passwords before the right one' },
    minutes: { default: 60, tighten: 'higher', title: 'Minutes within which all came' },
  },
  operations: ['userloggedin', 'userloginfailed'],
  signal(event, context) {
    if (event.ip === undefined || !isPersonal(event, context) || !isElsewhere(event, context)) return undefined;
    const wrong = isWrongPassword(event);
    if ((!wrong && !knewPassword(event)) || isBackground(event) || isTrustedDevice(event)) return undefined;
    const { key, name } = event.actor;
    const group = `${key} from ${networkOf(event.ip)}`;
    if (wrong) return { group, step: 'wrong', why: `Wrong passwords for ${name} from ${event.ip}` };
    const stopped = event.outcome === 'failure';
    return {
      group,
      step: 'right',
      why: `${name} ${stopped ? 'gave the right password' : 'signed in'} from ${event.ip} after many wrong passwords`,
    };
  },
  rule: ({ attempts, minutes }) => ({
    kind: 'sequence',
    steps: [{ step: 'wrong', atLeast: attempts }, { step: 'right' }],
    withinMinutes: minutes,
    mergeMinutes: 1440,
  }),
  summary: ({ last }) => last,
});
