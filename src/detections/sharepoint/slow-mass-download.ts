import { defineDetection } from '../../core/detection.ts';
import { isOwnFirstSync, onManagedDevice, takenFile, takenSummary } from './downloads.ts';
import { holdsPhi } from './places.ts';

export const slowMassDownload = defineDetection({
  id: 'sharepoint.slow-mass-download',
  title: 'One person took very many files over several days',
  severity: 'high',
  citations: ['164.308(a)(1)(ii)(D)', '164.312(b)', '164.308(a)(6)(ii)'],
  attack: ['T1530', 'T1213.002', 'T1029'],
  incident: 'phi-taken',
  firstSteps: [
    'Revoke the sessions of the account and block its sign-in until the reason is known',
    'Find where the files went: devices, addresses, and whether the devices are managed',
    'Export the list of the files and count the patients in them',
  ],
  falsePositives: [
    'A move to another system that one person does by hand: allow the person until a date',
    'A backup or migration that signs in as a person: declare it as a service account',
  ],
  knownGaps: [
    'Who takes fewer files a week than the floor is not told',
    'A person who always takes this much has it as the usual: raise an alert by hand, or declare the person as leaving',
  ],
  parameters: {
    files: { default: 2000, tighten: 'lower', title: 'Different files within seven days that make an alert' },
    times: { default: 4, tighten: 'lower', title: 'How many times the usual week of the person it must be' },
  },
  operations: ['filedownloaded', 'filesyncdownloadedfull'],
  signal(event, context) {
    if (context.leavingDay(event.actor.key) !== undefined || isOwnFirstSync(event)) return undefined;
    // Sync to managed computers follows the colleagues' work in a library, day by day.
    if (event.op === 'filesyncdownloadedfull' && onManagedDevice(event) === true) return undefined;
    const signal = takenFile(event, context);
    return signal && holdsPhi(event, context) ? { ...signal, severity: 'critical' } : signal;
  },
  rule: ({ files, times }) => ({
    kind: 'baseline',
    floor: files,
    times,
    days: 42,
    withinMinutes: 10_080,
    mergeMinutes: 10_080,
  }),
  summary: takenSummary,
});
