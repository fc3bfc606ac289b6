import { defineDetection } from '../../core/detection.ts';
import { takenFile, takenSummary } from './downloads.ts';
import { holdsPhi } from './places.ts';

export const massDownload = defineDetection({
  id: 'sharepoint.mass-download',
  title: 'One person downloaded many files in a short time',
  severity: 'high',
  citations: ['164.308(a)(1)(ii)(D)', '164.312(b)', '164.308(a)(6)(ii)'],
  attack: ['T1530', 'T1213.002', 'T1567.002'],
  incident: 'phi-taken',
  firstSteps: [
    'Revoke the sessions of the account and block its sign-in until the reason is known',
    'Find where the files went: device, address, and whether the device is managed',
    'Export the list of the files and count the patients in them',
  ],
  falsePositives: [
    'A move to another system or an audit that somebody ordered: allow the person until a date',
    'A backup or migration that signs in as a person: declare it as a service account',
  ],
  knownGaps: [
    'Files opened in the browser are not downloads; whoever copies them off the screen leaves no record',
    'Downloads below the floor in each hour are the matter of sharepoint.slow-mass-download',
  ],
  parameters: {
    files: { default: 100, tighten: 'lower', title: 'Different files within an hour that make an alert' },
    times: { default: 5, tighten: 'lower', title: 'How many times the usual busy hour of the person it must be' },
  },
  operations: ['filedownloaded'],
  signal(event, context) {
    // People who leave are watched more closely by sharepoint.leaver-downloads.
    if (context.leavingDay(event.actor.key) !== undefined) return undefined;
    const signal = takenFile(event, context);
    return signal && holdsPhi(event, context) ? { ...signal, severity: 'critical' } : signal;
  },
  // A pause shorter than a day and a half is the next night of the same taking.
  rule: ({ files, times }) => ({
    kind: 'baseline',
    floor: files,
    times,
    days: 14,
    withinMinutes: 60,
    mergeMinutes: 2160,
  }),
  summary: takenSummary,
});
