import { defineDetection } from '../../core/detection.ts';
import { fileOf } from '../../core/audit/file.ts';
import { textOf } from '../../core/audit/values.ts';
import { isPerson } from './people.ts';
import { holdsPhi, isPersonalSite, siteName } from './places.ts';

export const fileCopiedToPersonalSite = defineDetection({
  id: 'sharepoint.file-copied-to-personal-site',
  title: 'Files with PHI were copied to a person’s OneDrive',
  severity: 'high',
  citations: ['164.308(a)(4)(ii)(B)', '164.310(d)(2)(iii)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1074.002', 'T1213.002'],
  incident: 'phi-taken',
  firstSteps: [
    'Ask the person for the reason',
    'Have the copies deleted from the OneDrive, the recycle bin included',
    'Look what was then downloaded or shared from the OneDrive',
  ],
  falsePositives: ['Work that is allowed in OneDrive: raise the number of files, or allow the person for the site.'],
  knownGaps: ['Files that are downloaded and uploaded again are two other records.'],
  parameters: {
    files: { default: 10, tighten: 'lower', title: 'Different files within an hour that make an alert' },
  },
  operations: ['filecopied', 'filemoved', 'foldercopied', 'foldermoved'],
  signal(event, context) {
    if (!isPerson(event, context) || isPersonalSite(event.site) || !holdsPhi(event, context)) return undefined;
    const targets = ['DestinationRelativeUrl', 'DestinationUrl', 'DestinationSiteUrl', 'TargetUrl'];
    const personal = targets.some((field) => {
      const url = textOf(event.raw[field]);
      return url !== undefined && (isPersonalSite(url) || /^\/?personal\//i.test(url));
    });
    if (!personal) return undefined;
    return {
      group: event.actor.key,
      distinct: fileOf(event)?.key ?? event.object?.toLowerCase() ?? event.id,
      why: `${event.actor.name} copied files from ${siteName(event)} to OneDrive`,
    };
  },
  rule: ({ files }) => ({ kind: 'distinct', atLeast: files, withinMinutes: 60, mergeMinutes: 1440 }),
  summary: ({ last, distinct }) => `${last}: ${distinct} files`,
});
