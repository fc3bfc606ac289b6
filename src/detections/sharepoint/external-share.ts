import { defineDetection } from '../../core/detection.ts';
import { textOf } from '../../core/audit/values.ts';
import { outsiderOf } from './people.ts';
import { holdsPhi, siteName } from './places.ts';

export const externalShare = defineDetection({
  id: 'sharepoint.external-share',
  title: 'A file or site was shared with an outside person',
  severity: 'medium',
  citations: ['164.312(a)(1)', '164.312(e)(1)', '164.308(b)(1)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1567.002', 'T1213.002'],
  incident: 'phi-shared-outside',
  firstSteps: [
    'Ask the person who shared it what it holds and why the outsider needs it',
    'Remove the sharing, and look whether the outsider has opened it',
    'If it held PHI and no agreement covers the recipient, start the breach assessment',
  ],
  falsePositives: [
    'A specialist, laboratory or billing company: declare its domain as a partner once its agreement is signed',
    'A patient who asked for own records by link: record the request and allow the recipient until a date',
  ],
  knownGaps: [
    'What a file holds is known only by its site and its sensitivity label',
    'Where no PHI site is declared, a site counts as one when its path speaks of patients',
    'A person whom an approved partner invites further on is not seen',
  ],
  operations: [
    'sharingset',
    'addedtosecurelink',
    'sharinginvitationcreated',
    'sharinginvitationupdated',
    'addedtogroup',
  ],
  signal(event, context) {
    if (event.actor.kind === 'system' || event.outcome === 'failure') return undefined;
    const outsider = outsiderOf(event, context);
    // Private mailboxes have a detection of their own, and so has membership of a whole PHI site.
    if (!outsider || outsider.consumer) return undefined;
    const phi = holdsPhi(event, context);
    if (phi && /^(?:web|site)$/i.test(textOf(event.raw['ItemType']) ?? '')) return undefined;
    return {
      group: event.actor.key,
      why: `${event.actor.name} shared something on ${siteName(event)} with ${outsider.name}`,
      ...(outsider.domain && { domain: outsider.domain }),
      ...(phi && { severity: 'critical' }),
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});
