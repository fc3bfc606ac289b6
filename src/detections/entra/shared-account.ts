import { defineDetection } from '../../core/detection.ts';
import { placeOf } from '../../core/audit/place.ts';
import { isElsewhere, isPersonal, isPhone, whereOf } from './sign-ins.ts';

export const sharedAccount = defineDetection({
  id: 'entra.shared-account',
  title: 'One account was used in two cities within the hour',
  severity: 'low',
  citations: ['164.308(a)(1)(ii)(D)', '164.312(a)(2)(i)', '164.312(d)'],
  attack: ['T1078.004'],
  incident: 'insider-access',
  firstSteps: [
    'Ask both places who works with the account',
    'Give each of them an account of their own',
    'Reset the password, so that nobody else keeps it',
  ],
  falsePositives: [
    'A VPN with its exit in another city: declare its ranges under watch.networks',
    'A wrong city for an address in Microsoft’s table: allow the account with a reason and an end day',
  ],
  knownGaps: [
    'The unified audit log has no places: this needs the sign-in log of Entra (P1)',
    'An account shared within one city or between declared networks is not seen',
  ],
  parameters: {
    kilometers: { default: 100, tighten: 'lower', title: 'Smallest distance in kilometers' },
    speed: { default: 200, tighten: 'lower', title: 'Fastest possible travel in kilometers per hour' },
  },
  needsPlaces: true,
  operations: ['userloggedin'],
  signal(event, context) {
    if (event.actor.kind !== 'user' || !isPersonal(event, context) || !isElsewhere(event, context)) return undefined;
    const { latitude, longitude, country, city } = placeOf(event);
    if (latitude === undefined || longitude === undefined || city === undefined || isPhone(event)) return undefined;
    const name = whereOf(event);
    const { key } = event.actor;
    // Per country: what lies farther apart is impossible travel.
    return { group: `${key} in ${country ?? '?'}`, why: name, place: { latitude, longitude, name } };
  },
  rule: ({ kilometers, speed }) => ({ kind: 'travel', kilometers, kilometersPerHour: speed, mergeMinutes: 10_080 }),
  summary: ({ actor, first, last, minutes }) =>
    `${actor} was used in ${first} and in ${last} within ${minutes} minutes`,
});
