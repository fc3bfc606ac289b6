import { labelOf } from '../../core/audit/label.ts';
import { fileOf } from '../../core/audit/file.ts';
import { shareOf } from '../../core/audit/share.ts';
import { defineDetection } from '../../core/detection.ts';

export const anonymousLink = defineDetection({
  id: 'sharepoint.anonymous-link',
  title: 'A file or folder is open to anyone who has a link',
  severity: 'medium',
  citations: ['164.308(a)(4)(i)', '164.312(a)(1)', '164.502(b)'],
  attack: ['T1567.002'],
  incident: 'phi-shared-outside',
  firstSteps: [
    'Remove the link in the sharing settings of the item',
    'Check in the log who opened the item through the link',
    'Ask the person who made the link what the item holds and whom it was for',
  ],
  falsePositives: [
    'A site for brochures and forms: allow that site with a reason and an end day',
    'A request for files that lets strangers upload: the record looks the same',
  ],
  knownGaps: [
    'The log does not say what the file holds; declare sites and labels with PHI to have those marked critical',
  ],
  operations: ['anonymouslinkcreated', 'anonymouslinkupdated', 'sharingset'],
  recordTypes: [4, 6, 14],
  signal(event, context) {
    if (event.outcome === 'failure' || event.actor.kind === 'system' || context.isServiceAccount(event))
      return undefined;
    const share = shareOf(event);
    if (share.kind !== 'anonymous') return undefined;
    const holdsPhi = context.isPhiSite(event.site) === true || context.isPhiLabel(labelOf(event)?.id) === true;
    const file = fileOf(event);
    return {
      group: `${event.actor.key} ${event.site ?? ''}`.trim(),
      why: `${event.actor.name} made a link for anyone${share.edits ? ' who may edit' : ''}${event.site ? ` in ${event.site}` : ''}`,
      ...(file && { distinct: file.key }),
      ...(holdsPhi ? { severity: 'critical' } : share.edits && { severity: 'high' }),
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
  summary: ({ first, distinct }) => (distinct > 1 ? `${first}, for ${distinct} items` : first),
});
