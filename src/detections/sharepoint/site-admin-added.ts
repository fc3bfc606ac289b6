import { defineDetection } from '../../core/detection.ts';
import { isMicrosoftFrontEnd } from '../../core/audit/front-end.ts';
import { shareOf } from '../../core/audit/share.ts';
import { isOwnOneDrive, isPersonalSite, isPhiPlace, siteName } from './places.ts';

export const siteAdminAdded = defineDetection({
  id: 'sharepoint.site-admin-added',
  title: 'An account was made administrator of a site',
  severity: 'low',
  citations: ['164.308(a)(4)(ii)(B)', '164.308(a)(3)(i)', '164.312(a)(1)'],
  attack: ['T1098'],
  incident: 'insider-access',
  firstSteps: [
    'Ask the administrator who did it for the request behind it',
    'Remove the account from the site administrators when there is none',
    'List what the account has opened on the site since',
  ],
  falsePositives: [
    'An administrator helps with a site or takes over the OneDrive of a person who left: allow the administrator for those days',
    'A new site is given its owners: sites without PHI count as low',
  ],
  knownGaps: [
    'Microsoft 365 groups that own a site change in the directory log',
    'Somebody who makes a site looks the same as somebody who makes himself its administrator: outside of PHI sites and of other people’s OneDrive that is not told',
  ],
  operations: ['sitecollectionadminadded'],
  signal(event, context) {
    const { kind } = event.actor;
    const target = shareOf(event).target?.toLowerCase();
    // A group's claim or SHAREPOINT\system is how Microsoft sets up a site.
    if (kind === 'system' || event.outcome === 'failure' || !target?.includes('@')) return undefined;
    if (isOwnOneDrive(event.site, target)) return undefined;
    const phi = isPhiPlace(event.site, context);
    const personal = isPersonalSite(event.site);
    const self = target === event.actor.key;
    // The first visit to a new OneDrive sets it up, by Microsoft's servers.
    if (self && !phi && (!personal || isMicrosoftFrontEnd(event))) return undefined;
    return {
      group: event.actor.key,
      why: `${event.actor.name} made ${self ? 'the own account' : target} an administrator of ${siteName(event)}`,
      severity: phi ? 'high' : personal ? 'medium' : 'low',
    };
  },
  rule: { kind: 'each', mergeMinutes: 240 },
});
