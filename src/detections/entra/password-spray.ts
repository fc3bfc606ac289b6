import { defineDetection } from '../../core/detection.ts';
import { failureOf, isElsewhere, isWrongPassword, knewPassword, networkOf } from './sign-ins.ts';

export const passwordSpray = defineDetection({
  id: 'entra.password-spray',
  title: 'One network tried passwords of several accounts',
  severity: 'high',
  citations: ['164.308(a)(1)(ii)(D)', '164.308(a)(5)(ii)(C)', '164.312(d)'],
  attack: ['T1110.003'],
  incident: 'password-attack',
  firstSteps: [
    'List the accounts that were tried and those that signed in from this network',
    'Reset the password and revoke the sessions of every account that got in',
    'Block the network in Conditional Access and require MFA for every account that was tried',
  ],
  falsePositives: [
    'An office whose directory connection broke, so that nobody gets in: declare its range under watch.networks',
  ],
  knownGaps: [
    'A spray that uses another network for each account shows too few accounts in each',
    'A spray inside the organization’s declared networks is left out',
  ],
  parameters: {
    accounts: { default: 4, tighten: 'lower', title: 'Accounts that failed from one network' },
    minutes: { default: 180, tighten: 'higher', title: 'Minutes within which they failed' },
  },
  operations: ['userloggedin', 'userloginfailed'],
  signal(event, context) {
    const { kind, key, name } = event.actor;
    if (event.ip === undefined || kind === 'system' || kind === 'service' || context.isServiceAccount(event))
      return undefined;
    if (!isElsewhere(event, context)) return undefined;
    const network = networkOf(event.ip);
    const failure = failureOf(event);
    // The other errors of unknown accounts are partners who open a link with their own account.
    if (isWrongPassword(event) || event.errorCode === 50034 || failure === 'disabled')
      return {
        group: network,
        actor: event.ip,
        distinct: key,
        step: 'odd',
        why: `${network} tried a password of ${name}`,
      };
    // A shared office has typos too, but most of its people get in.
    if (!knewPassword(event)) return undefined;
    return {
      group: network,
      actor: event.ip,
      distinct: key,
      step: 'ordinary',
      why: `${name} was found by ${network}`,
      ...(event.outcome === 'success' && { severity: 'critical' }),
    };
  },
  rule: ({ accounts, minutes }) => ({
    kind: 'distinct',
    atLeast: accounts,
    withinMinutes: minutes,
    mergeMinutes: 720,
    share: 0.5,
  }),
  summary: ({ group, distinct, count, minutes, last }) =>
    `${group} failed to sign in to ${distinct} accounts in ${minutes} minutes, ${count} records${
      last.includes(' was found by ') ? `; ${last.split(' ')[0]} got in or was stopped only after the password` : ''
    }`,
});
