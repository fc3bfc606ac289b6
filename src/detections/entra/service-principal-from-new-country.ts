import { defineDetection } from '../../core/detection.ts';
import { isMicrosoftFrontEnd } from '../../core/audit/front-end.ts';
import { placeOf } from '../../core/audit/place.ts';

export const servicePrincipalFromNewCountry = defineDetection({
  id: 'entra.service-principal-from-new-country',
  title: 'An application signed in from a country that is new for it',
  severity: 'medium',
  citations: ['164.308(a)(1)(ii)(D)', '164.312(a)(1)', '164.312(d)'],
  attack: ['T1078.004', 'T1528'],
  incident: 'account-takeover',
  firstSteps: [
    'Ask the maker of the application whether its servers moved',
    'If not: remove its secrets and certificates and issue new ones',
    'List what the application read and changed since',
  ],
  falsePositives: ['A maker that moved to another data center: declare the application under approvedApps'],
  knownGaps: [
    'The unified audit log has no sign-ins of applications with places: this needs the sign-in log of Entra',
    'A stolen secret that is used in the same country is not seen',
  ],
  parameters: {
    learnDays: {
      default: 7,
      tighten: 'lower',
      title: 'Days for which an application is watched before a country is new',
    },
  },
  needsPlaces: true,
  operations: ['serviceprincipalloggedin'],
  signal(event, context) {
    const { country } = placeOf(event);
    if (event.outcome !== 'success' || country === undefined || isMicrosoftFrontEnd(event)) return undefined;
    if (context.isApprovedApp(event.app?.id) || context.inNamedNetwork(event.ip) === true) return undefined;
    const { key, name } = event.actor;
    return {
      group: key,
      distinct: country,
      why: `The application ${name} signed in from ${country} for the first time`,
    };
  },
  rule: ({ learnDays }) => ({ kind: 'first-seen', learnDays, mergeMinutes: 1440 }),
});
