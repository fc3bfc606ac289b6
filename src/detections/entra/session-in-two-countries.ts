import { defineDetection } from '../../core/detection.ts';
import { placeOf } from '../../core/audit/place.ts';
import { isElsewhere, isPersonal, isPhone, isTrustedDevice } from './sign-ins.ts';

export const sessionInTwoCountries = defineDetection({
  id: 'entra.session-in-two-countries',
  title: 'One session was used from two countries at once',
  severity: 'high',
  citations: ['164.308(a)(1)(ii)(D)', '164.312(d)', '164.312(e)(1)'],
  attack: ['T1550.004', 'T1539'],
  incident: 'account-takeover',
  firstSteps: [
    'Revoke all sessions of the account: a new password alone leaves the thief inside',
    'Reset the password and remove sign-in methods that the person does not know',
    'Look for new inbox rules, app consents and devices of the account',
  ],
  falsePositives: ['A VPN or proxy with its exit abroad: declare its ranges under watch.networks'],
  knownGaps: [
    'The sign-in log of Graph v1.0 has no session and the unified log no places: this needs the beta or diagnostic settings',
    'Phones and managed devices are left out',
  ],
  parameters: {
    minutes: { default: 60, tighten: 'higher', title: 'Minutes within which both countries were seen' },
  },
  needsPlaces: true,
  operations: ['userloggedin'],
  signal(event, context) {
    const { country } = placeOf(event);
    if (event.session === undefined || country === undefined || event.outcome !== 'success') return undefined;
    if (!isPersonal(event, context) || !isElsewhere(event, context)) return undefined;
    if (isPhone(event) || isTrustedDevice(event)) return undefined;
    const { key, name } = event.actor;
    return {
      group: `${key} session ${event.session}`,
      distinct: country,
      why: `One session of ${name} was used from ${country} and from another country`,
    };
  },
  rule: ({ minutes }) => ({ kind: 'distinct', atLeast: 2, withinMinutes: minutes, mergeMinutes: 1440 }),
  summary: ({ last }) => last,
});
