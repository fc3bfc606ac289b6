import { targetsOf } from '../../core/audit/targets.ts';
import { defineDetection } from '../../core/detection.ts';

/** Settings of Entra's own logs, of the tenant as a whole, and of any resource that holds them. */
const removals = ['microsoft.aadiam/diagnosticsettings/delete', 'microsoft.insights/diagnosticsettings/delete'];

export const diagnosticSettingRemoved = defineDetection({
  id: 'entra.diagnostic-setting-removed',
  title: 'A setting that sends logs on was removed',
  severity: 'high',
  citations: ['164.312(b)', '164.308(a)(1)(ii)(D)', '164.316(b)(2)(i)'],
  attack: ['T1562.008'],
  incident: 'audit-tampering',
  firstSteps: [
    'Ask the person who removed it whether it was ordered',
    'Make the diagnostic setting anew, with sign-ins and audit logs to where they went',
    'Look at what the account did since, in the logs that Microsoft itself keeps',
  ],
  falsePositives: ['A move to another workspace: allow the account with a reason for the day.'],
  knownGaps: [
    'Azure tells it in its activity log alone: that has to come in, by import or a diagnostic setting of its own.',
    'A setting that is narrowed and not removed shows as a write, with nothing of what it held before.',
  ],
  operations: removals,
  signal(event) {
    // It is told twice, when it begins and when it is done.
    if (event.outcome !== 'success') return undefined;
    const target = targetsOf(event)[0];
    const name = target?.name ?? target?.id ?? 'without a name';
    const entra = event.op === removals[0];
    return {
      group: (target?.id ?? name).toLowerCase(),
      why: `${event.actor.name} removed the diagnostic setting ${name}${entra ? ' of Entra' : ''}`,
      ...(entra && { severity: 'critical' as const }),
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});
