import { defineDetection } from '../../core/detection.ts';
import { fileOf } from '../../core/audit/file.ts';
import { isPerson, personKey } from './people.ts';
import { holdsPhi, siteName } from './places.ts';

export const recycleBinEmptied = defineDetection({
  id: 'sharepoint.recycle-bin-emptied',
  title: 'Many files or versions were deleted beyond the recycle bin',
  severity: 'high',
  citations: ['164.312(c)(1)', '164.308(a)(7)(ii)(A)', '164.316(b)(2)(i)'],
  attack: ['T1485', 'T1490', 'T1070.004'],
  incident: 'evidence-destroyed',
  firstSteps: [
    'Ask Microsoft within 14 days to restore the site collection, if the second recycle bin was emptied',
    'Revoke the sessions of the account until the reason is known',
    'Restore from the backup and compare what is missing',
  ],
  falsePositives: ['An administrator frees storage: do it by a retention policy, or allow the person for that day.'],
  knownGaps: ['Versions that the version limit of a library removes are the system’s doing and not told.'],
  parameters: {
    items: { default: 30, tighten: 'lower', title: 'Different items within an hour that make an alert' },
  },
  operations: [
    'filedeletedfirststagerecyclebin',
    'filedeletedsecondstagerecyclebin',
    'folderdeletedfirststagerecyclebin',
    'folderdeletedsecondstagerecyclebin',
    'fileversionsalldeleted',
    'fileversionsallminorsdeleted',
  ],
  signal(event, context) {
    if (!isPerson(event, context) || event.outcome === 'failure') return undefined;
    const versions = event.op.startsWith('fileversions');
    return {
      group: personKey(event),
      distinct: fileOf(event)?.key ?? event.object?.toLowerCase() ?? event.id,
      why: `${event.actor.name} deleted ${versions ? 'all old versions of files' : 'files beyond the recycle bin'} on ${siteName(event)}`,
      ...(holdsPhi(event, context) && { severity: 'critical' }),
    };
  },
  rule: ({ items }) => ({ kind: 'distinct', atLeast: items, withinMinutes: 60, mergeMinutes: 720 }),
  summary: ({ last, distinct }) => `${last}: ${distinct} items`,
});
