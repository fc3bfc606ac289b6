import { defineDetection } from '../../core/detection.ts';
import { placeOf } from '../../core/audit/place.ts';
import { isElsewhere, isPersonal, isPhone, isTrustedDevice, whereOf } from './sign-ins.ts';

export const impossibleTravel = defineDetection({
  id: 'entra.impossible-travel',
  title: 'One account signed in from two places too far apart',
  severity: 'high',
  citations: ['164.308(a)(1)(ii)(D)', '164.308(a)(5)(ii)(C)', '164.312(d)'],
  attack: ['T1078.004'],
  incident: 'account-takeover',
  firstSteps: [
    'Ask the person by telephone which of the two sign-ins was theirs',
    'Revoke all sessions of the account and reset its password and sign-in methods',
    'List what the account opened, sent and changed since the first foreign sign-in',
  ],
  falsePositives: [
    'A VPN or proxy with its exit far away: declare its ranges under watch.networks',
    'A wrong place for an address in Microsoft’s table: allow the account with a reason and an end day',
  ],
  knownGaps: [
    'The unified audit log has no places: this needs the sign-in log of Entra (P1)',
    'Phones and tablets are left out, because carriers lend them addresses of other places',
    'An attacker near the person, or behind a proxy near the person, is not seen',
  ],
  parameters: {
    kilometers: { default: 500, tighten: 'lower', title: 'Smallest distance in kilometers' },
    speed: { default: 900, tighten: 'lower', title: 'Fastest possible travel in kilometers per hour' },
  },
  needsPlaces: true,
  operations: ['userloggedin'],
  signal(event, context) {
    if (!isPersonal(event, context) || !isElsewhere(event, context)) return undefined;
    const { latitude, longitude } = placeOf(event);
    if (latitude === undefined || longitude === undefined) return undefined;
    if (isPhone(event) || isTrustedDevice(event)) return undefined;
    const name = whereOf(event);
    return {
      group: event.actor.key,
      why: name,
      place: { latitude, longitude, name },
      ...(context.isSensitiveAccount(event.actor.key) && { severity: 'critical' }),
    };
  },
  rule: ({ kilometers, speed }) => ({ kind: 'travel', kilometers, kilometersPerHour: speed, mergeMinutes: 1440 }),
  summary: ({ actor, first, last, minutes }) =>
    `${actor} signed in from ${first} and from ${last} within ${minutes} minutes`,
});
