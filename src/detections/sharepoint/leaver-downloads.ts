import { defineDetection } from '../../core/detection.ts';
import { isOwnFirstSync, onManagedDevice, takenFile, takenSummary } from './downloads.ts';
import { holdsPhi } from './places.ts';

export const leaverDownloads = defineDetection({
  id: 'sharepoint.leaver-downloads',
  title: 'A person who leaves or has left takes files',
  severity: 'high',
  citations: ['164.308(a)(3)(ii)(C)', '164.308(a)(1)(ii)(D)', '164.308(a)(6)(ii)'],
  attack: ['T1530', 'T1213.002', 'T1567.002'],
  incident: 'phi-taken',
  firstSteps: [
    'Revoke the sessions of the account and block its sign-in',
    'Find where the files went: device, address, and whether the device is managed',
    'Talk to the person with the privacy officer and counsel before anything is deleted',
  ],
  falsePositives: [
    'The person hands over work: have the files moved by a colleague, or allow the person until the last day',
    'Own papers such as pay slips: agree on them in writing and raise the number of files',
  ],
  knownGaps: ['Only people declared under watch.leavers are known as such.'],
  parameters: {
    files: { default: 20, tighten: 'lower', title: 'Different files within a day that make an alert' },
  },
  operations: ['filedownloaded', 'filesyncdownloadedfull'],
  signal(event, context) {
    const day = context.leavingDay(event.actor.key);
    if (day === undefined || isOwnFirstSync(event)) return undefined;
    const signal = takenFile(event, context);
    if (!signal) return undefined;
    const left = event.at.slice(0, 10) > day;
    const why = `${signal.why}; ${left ? 'left on' : 'leaves on'} ${day}`;
    const grave = left || onManagedDevice(event) === false || holdsPhi(event, context);
    return { ...signal, why, ...(grave && { severity: 'critical' }) };
  },
  rule: ({ files }) => ({ kind: 'distinct', atLeast: files, withinMinutes: 1440, mergeMinutes: 10_080 }),
  summary: takenSummary,
});
