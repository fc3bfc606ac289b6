import { defineDetection } from '../../core/detection.ts';
import { placeOf } from '../../core/audit/place.ts';
import { isPhiPlace, siteName } from './places.ts';
import { isRead, readOperations } from './reads.ts';

export const phiSiteFromNewCountry = defineDetection({
  id: 'sharepoint.phi-site-from-new-country',
  title: 'A site with PHI was opened from an unexpected country',
  severity: 'high',
  citations: ['164.312(a)(1)', '164.312(d)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1078.004', 'T1213.002'],
  incident: 'account-takeover',
  firstSteps: [
    'Ask the person by phone whether they are there',
    'If not, revoke the sessions, reset the password and look at the second factors of the account',
    'List what was opened from that address',
  ],
  falsePositives: [
    'A person travels: allow the person until the day of return',
    'Telehealth staff who live abroad: add their country to the expected ones',
  ],
  knownGaps: [
    'SharePoint records name no country: it comes from a sign-in from the same address in the day before. Without sign-in records of Microsoft Graph nothing is told.',
    'A VPN hides where a person is',
  ],
  parameters: {
    countries: { default: ['US'], tighten: 'subset', title: 'Expected countries as two-letter codes' },
  },
  needsPlaces: true,
  operations: ['userloggedin', ...readOperations],
  signal(event, context) {
    if (event.ip === undefined || (event.op !== 'userloggedin' && !isPhiPlace(event.site, context))) return undefined;
    if (context.inNamedNetwork(event.ip) === true) return undefined;
    // One person at one address: the sign-in tells the country, the record of SharePoint the site.
    const group = `${event.actor.key} ${event.ip}`;
    if (event.op === 'userloggedin') {
      const { country } = placeOf(event);
      if (event.outcome !== 'success' || country === undefined || context.parameters.countries.includes(country))
        return undefined;
      return { group, step: 'sign-in', why: `${event.actor.name} signed in from ${country} (${event.ip})` };
    }
    if (!isRead(event, context)) return undefined;
    return { group, step: 'read', why: `${event.actor.name} opened files on ${siteName(event)} from ${event.ip}` };
  },
  rule: {
    kind: 'sequence',
    steps: [{ step: 'sign-in' }, { step: 'read' }],
    withinMinutes: 1440,
    mergeMinutes: 2880,
  },
  summary: ({ first, last }) => `${first}, then: ${last}`,
});
