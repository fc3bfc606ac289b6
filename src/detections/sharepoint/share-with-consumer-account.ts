import { defineDetection } from '../../core/detection.ts';
import { isOwnPrivateAddress, outsiderOf } from './people.ts';
import { holdsPhi, siteName } from './places.ts';

export const shareWithConsumerAccount = defineDetection({
  id: 'sharepoint.share-with-consumer-account',
  title: 'A file was shared with a private mailbox',
  severity: 'medium',
  citations: ['164.312(a)(1)', '164.312(e)(1)', '164.308(b)(1)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1567.002', 'T1537'],
  incident: 'phi-shared-outside',
  firstSteps: [
    'Remove the sharing, and look whether the private account has opened or downloaded it',
    'Ask the person who shared it, above all when the address is their own',
    'If it held PHI, have it deleted from the private account in writing and start the breach assessment',
  ],
  falsePositives: [
    'A patient or relative with a private mailbox who asked for a document: record the request, then allow that sharer and site until a date',
    'A job applicant or a small supplier: share from a site without PHI',
  ],
  knownGaps: [
    'An own address is told by its name: a private address under another name counts as any private mailbox',
    'Private mailboxes at domains that are not on the list of consumer mail count as outside people',
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
    if (!outsider?.consumer) return undefined;
    const phi = holdsPhi(event, context);
    // Membership of a PHI site has a detection of its own.
    if (event.op === 'addedtogroup' && phi) return undefined;
    const own = isOwnPrivateAddress(event.actor.key, outsider.name);
    return {
      group: event.actor.key,
      why: `${event.actor.name} shared something on ${siteName(event)} with ${own ? 'what looks like the own private mailbox' : 'the private mailbox'} ${outsider.name}`,
      ...(outsider.domain && { domain: outsider.domain }),
      severity: phi ? 'critical' : own ? 'high' : 'medium',
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});
