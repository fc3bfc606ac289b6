import { defineDetection } from '../../core/detection.ts';

export const azureAccessElevated = defineDetection({
  id: 'entra.azure-access-elevated',
  title: 'An administrator took control of all Azure subscriptions',
  severity: 'high',
  citations: ['164.308(a)(4)(ii)(C)', '164.312(a)(1)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1098.003', 'T1548.005'],
  incident: 'privilege-raised',
  firstSteps: [
    'Ask the administrator, on a known number, whether they did it and why',
    'Take the access back in the properties of Microsoft Entra ID',
    'Look in the Azure activity log for roles that were given since',
  ],
  falsePositives: ['A subscription without an owner is taken back: the access is removed the same day.'],
  knownGaps: ['What was done in Azure with it is not in the log of Microsoft 365.'],
  operations: [
    'user has elevated their access to user access administrator for their azure resources',
    'assigns the caller to user access administrator role',
    'assigns the caller to user access admin',
    'microsoft.authorization/elevateaccess/action',
  ],
  signal(event) {
    if (event.outcome === 'failure') return undefined;
    return {
      group: event.actor.key,
      why: `${event.actor.name} became User Access Administrator of all Azure subscriptions`,
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});
