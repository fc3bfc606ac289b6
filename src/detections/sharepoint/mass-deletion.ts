import { defineDetection } from '../../core/detection.ts';
import { fileOf } from '../../core/audit/file.ts';
import { isPerson, personKey } from './people.ts';
import { holdsPhi, siteName } from './places.ts';

export const massDeletion = defineDetection({
  id: 'sharepoint.mass-deletion',
  title: 'One person deleted many files in a short time',
  severity: 'medium',
  citations: ['164.312(c)(1)', '164.308(a)(7)(ii)(A)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1485', 'T1070.004'],
  incident: 'evidence-destroyed',
  firstSteps: [
    'Keep the recycle bin and the versions from being emptied: put the site on hold',
    'Ask the person for the reason',
    'Restore the library to the time before when there is none',
  ],
  falsePositives: [
    'Somebody tidies up or moves a library with the OneDrive client: the files are in the recycle bin for 93 days',
    'A retention policy deletes as the system, which is not told',
  ],
  knownGaps: ['One deleted folder is one record, however many files it held, when it is deleted in the browser.'],
  parameters: {
    files: { default: 100, tighten: 'lower', title: 'Different files within an hour that make an alert' },
    times: { default: 5, tighten: 'lower', title: 'How many times the usual busy hour of the person it must be' },
  },
  operations: ['filedeleted', 'filerecycled'],
  signal(event, context) {
    const file = fileOf(event);
    if (!file || !isPerson(event, context) || event.outcome === 'failure') return undefined;
    return {
      group: personKey(event),
      distinct: file.key,
      why: `${event.actor.name} deleted files on ${siteName(event)} from ${event.ip ?? 'an unknown address'}`,
      ...(holdsPhi(event, context) && { severity: 'high' }),
    };
  },
  rule: ({ files, times }) => ({
    kind: 'baseline',
    floor: files,
    times,
    days: 14,
    withinMinutes: 60,
    mergeMinutes: 720,
  }),
  summary: ({ last, distinct, minutes }) =>
    `${last}: ${distinct} different files within ${Math.max(1, minutes)} minutes`,
});
