import { defineDetection } from '../../core/detection.ts';
import { fileOf } from '../../core/audit/file.ts';
import { isPerson, personKey } from './people.ts';
import { holdsPhi, siteName } from './places.ts';

export const massOverwrite = defineDetection({
  id: 'sharepoint.mass-overwrite',
  title: 'One person changed very many files in a short time',
  severity: 'medium',
  citations: ['164.312(c)(1)', '164.308(a)(5)(ii)(B)', '164.308(a)(7)(ii)(B)'],
  attack: ['T1486', 'T1565.001'],
  incident: 'malware',
  firstSteps: [
    'Open some of the changed files: do they still show what they should?',
    'If not, take the computer off the network and revoke the sessions of the account',
    'Restore the libraries to the time before with Files Restore',
  ],
  falsePositives: [
    'Somebody changes a column or a label on many files at once: those show as changed, too',
    'A program that writes into a synced folder: declare its account as a service account',
  ],
  knownGaps: ['Slow encryption below the number of files is not told.'],
  parameters: {
    files: { default: 300, tighten: 'lower', title: 'Different files within half an hour that make an alert' },
    times: { default: 10, tighten: 'lower', title: 'How many times the usual busy half hour of the person it must be' },
  },
  operations: ['filemodified'],
  signal(event, context) {
    const file = fileOf(event);
    if (!file || !isPerson(event, context) || event.outcome === 'failure') return undefined;
    return {
      group: personKey(event),
      distinct: file.key,
      why: `${event.actor.name} changed files on ${siteName(event)} from ${event.ip ?? 'an unknown address'}`,
      ...(holdsPhi(event, context) && { severity: 'high' }),
    };
  },
  rule: ({ files, times }) => ({
    kind: 'baseline',
    floor: files,
    times,
    days: 14,
    withinMinutes: 30,
    mergeMinutes: 720,
  }),
  summary: ({ last, distinct, minutes }) =>
    `${last}: ${distinct} different files within ${Math.max(1, minutes)} minutes`,
});
