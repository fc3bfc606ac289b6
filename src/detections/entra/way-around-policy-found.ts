import { defineDetection } from '../../core/detection.ts';
import { failureOf, isBackground, isElsewhere, isPersonal, isTrustedDevice, networkOf } from './sign-ins.ts';

export const wayAroundPolicyFound = defineDetection({
  id: 'entra.way-around-policy-found',
  title: 'An account got in after Conditional Access had blocked it',
  severity: 'medium',
  citations: ['164.308(a)(1)(ii)(D)', '164.312(a)(1)', '164.312(d)'],
  attack: ['T1078.004'],
  incident: 'account-takeover',
  firstSteps: [
    'Ask the person by telephone whether they tried to sign in there',
    'Find the application or client that let the account in, and bring it under the policy',
    'If it was not the person: revoke all sessions and reset the password',
  ],
  falsePositives: ['A person who tries a private computer again and again, then finds an application that is allowed'],
  knownGaps: ['Blocked attempts of programs in the background do not count', 'Managed devices are left out'],
  parameters: {
    blocks: { default: 5, tighten: 'lower', title: 'Blocked sign-ins before the one that got in' },
    minutes: { default: 30, tighten: 'higher', title: 'Minutes within which all came' },
  },
  operations: ['userloggedin', 'userloginfailed'],
  signal(event, context) {
    if (event.ip === undefined || !isPersonal(event, context) || !isElsewhere(event, context)) return undefined;
    if (isBackground(event) || isTrustedDevice(event)) return undefined;
    const { key, name } = event.actor;
    const group = `${key} from ${networkOf(event.ip)}`;
    if (failureOf(event) === 'blocked-by-policy') return { group, step: 'blocked', why: `${name} was blocked` };
    if (event.outcome !== 'success') return undefined;
    const app = event.app?.name ? ` to ${event.app.name}` : '';
    return {
      group,
      step: 'in',
      why: `${name} got in${app} from ${event.ip} after being blocked by policy several times`,
    };
  },
  rule: ({ blocks, minutes }) => ({
    kind: 'sequence',
    steps: [{ step: 'blocked', atLeast: blocks }, { step: 'in' }],
    withinMinutes: minutes,
    mergeMinutes: 1440,
  }),
  summary: ({ last }) => last,
});
