import { defineDetection } from '../../core/detection.ts';
import { textOf } from '../../core/audit/values.ts';
import { outsiderOf } from './people.ts';
import { isPhiPlace, siteName } from './places.ts';

export const guestAddedToPhiSite = defineDetection({
  id: 'sharepoint.guest-added-to-phi-site',
  title: 'An outside person was made a member of a site with PHI',
  severity: 'critical',
  citations: ['164.308(a)(4)(ii)(B)', '164.312(a)(1)', '164.308(b)(1)'],
  attack: ['T1098', 'T1213.002'],
  incident: 'phi-shared-outside',
  firstSteps: [
    'Remove the guest from the group of the site',
    'Ask who added the guest and for what work',
    'List what the guest has opened, and check that an agreement covers the guest',
  ],
  falsePositives: [
    'Staff of a business associate: declare its domain as a partner once its agreement is signed',
    'A colleague of an own domain that the log has not shown yet: declare all own domains',
  ],
  knownGaps: ['Guests who come in by a group of the directory show up in the directory log, not here.'],
  operations: ['addedtogroup', 'sharinginvitationcreated'],
  signal(event, context) {
    if (event.actor.kind === 'system' || event.outcome === 'failure' || !isPhiPlace(event.site, context))
      return undefined;
    // One shared file makes hidden groups, too; only the site itself counts here.
    const wholeSite = /^(?:web|site)$/i.test(textOf(event.raw['ItemType']) ?? '');
    const hidden = /SharingLinks\.|Limited Access/i.test(textOf(event.raw['EventData']) ?? '');
    if (hidden || (event.op !== 'addedtogroup' && !wholeSite)) return undefined;
    const outsider = outsiderOf(event, context);
    if (!outsider) return undefined;
    return {
      group: event.actor.key,
      why: `${event.actor.name} made ${outsider.name} a member of ${siteName(event)}`,
      ...(outsider.domain && { domain: outsider.domain }),
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});
