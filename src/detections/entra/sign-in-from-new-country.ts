import { defineDetection } from '../../core/detection.ts';
import { placeOf } from '../../core/audit/place.ts';
import { signInOf } from '../../core/audit/sign-in.ts';
import { isElsewhere, isPersonal, isPhone, isTrustedDevice, whereOf } from './sign-ins.ts';

export const signInFromNewCountry = defineDetection({
  id: 'entra.sign-in-from-new-country',
  title: 'An account signed in from a country that is new for it',
  severity: 'medium',
  citations: ['164.308(a)(1)(ii)(D)', '164.308(a)(5)(ii)(C)', '164.312(d)'],
  attack: ['T1078.004'],
  incident: 'account-takeover',
  firstSteps: [
    'Ask the person by telephone whether they are there',
    'If not: revoke all sessions and reset the password and sign-in methods',
    'List what the account opened, sent and changed since',
  ],
  falsePositives: [
    'A journey: tell people to announce it, or give them a managed laptop, which is left out',
    'A VPN with its exit abroad: declare its ranges under watch.networks',
  ],
  knownGaps: [
    'The unified audit log has no places: this needs the sign-in log of Entra (P1)',
    'Nothing is new in the first days of a log, and an attacker in the own country is not new',
  ],
  parameters: {
    learnDays: { default: 7, tighten: 'lower', title: 'Days for which an account is watched before a country is new' },
  },
  needsPlaces: true,
  operations: ['userloggedin'],
  signal(event, context) {
    if (!isPersonal(event, context) || !isElsewhere(event, context) || isTrustedDevice(event)) return undefined;
    const { country } = placeOf(event);
    if (country === undefined || signInOf(event).continuation) return undefined;
    const { key, name } = event.actor;
    return {
      group: key,
      distinct: country,
      why: `${name} signed in from ${whereOf(event)} for the first time`,
      // A carrier abroad lends addresses to phones that never left home.
      ...(isPhone(event) && { severity: 'low' }),
      ...(context.isSensitiveAccount(key) && { severity: 'high' }),
    };
  },
  rule: ({ learnDays }) => ({ kind: 'first-seen', learnDays, mergeMinutes: 1440 }),
});
