import { defineDetection } from '../../core/detection.ts';
import { isOwnFirstSync, onManagedDevice, takenFile, takenSummary } from './downloads.ts';
import { holdsPhi } from './places.ts';

export const massSync = defineDetection({
  id: 'sharepoint.mass-sync',
  title: 'A whole library was synced to a computer',
  severity: 'medium',
  citations: ['164.308(a)(1)(ii)(D)', '164.310(d)(1)', '164.312(b)'],
  attack: ['T1530', 'T1213.002'],
  incident: 'phi-taken',
  firstSteps: [
    'Find the computer, and whether the organization owns and manages it',
    'Stop the sync for the account and the computer when it is nobody’s',
    'Have the synced files wiped from the computer and ask for proof',
  ],
  falsePositives: [
    'A person gets a new laptop: on a managed computer this is low, and the own OneDrive is not told at all',
    'Somebody opens a library in OneDrive for the first time: turn on Files On-Demand, then only opened files are fetched',
  ],
  knownGaps: ['Many records do not say which computer it was: those count as medium.'],
  parameters: {
    files: { default: 500, tighten: 'lower', title: 'Different files within an hour that make an alert' },
    times: { default: 5, tighten: 'lower', title: 'How many times the usual busy hour of the person it must be' },
  },
  operations: ['filesyncdownloadedfull'],
  signal(event, context) {
    if (context.leavingDay(event.actor.key) !== undefined || isOwnFirstSync(event)) return undefined;
    const signal = takenFile(event, context);
    if (!signal) return undefined;
    const managed = onManagedDevice(event);
    if (managed === true) return { ...signal, severity: 'low' };
    const phi = holdsPhi(event, context);
    if (managed === false) return { ...signal, severity: phi ? 'critical' : 'high' };
    return phi ? { ...signal, severity: 'high' } : signal;
  },
  rule: ({ files, times }) => ({
    kind: 'baseline',
    floor: files,
    times,
    days: 30,
    withinMinutes: 60,
    mergeMinutes: 2160,
  }),
  summary: takenSummary,
});
