import { defineDetection } from '../../core/detection.ts';
import { deviceOf } from '../../core/audit/device.ts';
import { takenFile, takenSummary } from './downloads.ts';
import { holdsPhi } from './places.ts';

export const unmanagedDeviceDownload = defineDetection({
  id: 'sharepoint.unmanaged-device-download',
  title: 'Files with PHI went to a device that nobody manages',
  severity: 'high',
  citations: ['164.310(d)(1)', '164.310(c)', '164.312(a)(1)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1530', 'T1213.002'],
  incident: 'phi-taken',
  firstSteps: [
    'Ask the person which device it was, and have the files deleted from it',
    'Limit unmanaged devices to the browser without download in the SharePoint admin center',
    'If the device is lost or nobody’s, start the breach assessment',
  ],
  falsePositives: [
    'The organization manages no device at all: then every device counts as unmanaged. Begin with managing those that reach PHI.',
    'A managed device in a private browser window looks unmanaged: use the work profile',
  ],
  knownGaps: [
    'Only records that say so count: older clients leave the device out',
    'A file opened in the browser and printed is no download',
    'Where no PHI site is declared, a site counts as one when its path speaks of patients',
  ],
  operations: ['filedownloaded', 'filesyncdownloadedfull'],
  signal(event, context) {
    // A tenant without device management says "not managed" for everybody: it takes PHI to make that an alert.
    if (deviceOf(event).managed !== false || !holdsPhi(event, context)) return undefined;
    return takenFile(event, context);
  },
  rule: { kind: 'each', mergeMinutes: 2160 },
  summary: takenSummary,
});
