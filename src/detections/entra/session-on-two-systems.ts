import { defineDetection } from '../../core/detection.ts';
import { deviceOf } from '../../core/audit/device.ts';
import { isMicrosoftFrontEnd } from '../../core/audit/front-end.ts';
import { isPersonal } from './sign-ins.ts';

/** One session lives on one device. Tablets of Apple name themselves as Macs, Android as Linux. */
const families: readonly (readonly [RegExp, string])[] = [
  [/^win/i, 'Windows'],
  [/^(?:mac|os ?x|ios|ipad|iphone)/i, 'Apple'],
  [/^(?:android|linux|ubuntu|x11|chrome ?os|cros)/i, 'Linux or Android'],
];

export const sessionOnTwoSystems = defineDetection({
  id: 'entra.session-on-two-systems',
  title: 'One session was used on two kinds of computer',
  severity: 'high',
  citations: ['164.308(a)(1)(ii)(D)', '164.312(d)', '164.312(e)(1)'],
  attack: ['T1550.004', 'T1539'],
  incident: 'account-takeover',
  firstSteps: [
    'Revoke all sessions of the account: a new password alone leaves the thief inside',
    'Reset the password and remove sign-in methods that the person does not know',
    'Look for new inbox rules, app consents and devices of the account',
  ],
  falsePositives: ['A browser that imitates another system, e.g. in a test of a website'],
  knownGaps: [
    'A thief with the same kind of computer is not seen',
    'The sign-in log of Graph v1.0 has no session; the beta, diagnostic settings and the unified log do',
  ],
  parameters: {
    hours: { default: 24, tighten: 'higher', title: 'Hours within which both were seen' },
  },
  operations: ['userloggedin'],
  signal(event, context) {
    if (event.session === undefined || event.outcome !== 'success') return undefined;
    if (!isPersonal(event, context) || isMicrosoftFrontEnd(event)) return undefined;
    const os = deviceOf(event).os ?? '';
    const family = families.find(([pattern]) => pattern.test(os))?.[1];
    if (family === undefined) return undefined;
    const { key, name } = event.actor;
    return {
      group: `${key} session ${event.session}`,
      distinct: family,
      why: `One session of ${name} was used on ${family} and on another system`,
    };
  },
  rule: ({ hours }) => ({ kind: 'distinct', atLeast: 2, withinMinutes: hours * 60, mergeMinutes: 1440 }),
  summary: ({ last }) => last,
});
