import { changesOf } from '../../core/audit/changes.ts';
import { yesOf } from '../../core/audit/values.ts';
import { defineDetection } from '../../core/detection.ts';
import { objectIn, valueAt } from './directory-record.ts';
import { isPlannedChange } from './initiator.ts';

export const securityDefaultsOff = defineDetection({
  id: 'entra.security-defaults-off',
  title: 'Security defaults were turned off',
  severity: 'high',
  citations: ['164.312(d)', '164.312(a)(1)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1556.006', 'T1562.001'],
  incident: 'protection-weakened',
  firstSteps: [
    'Check that enforced Conditional Access policies demand multifactor authentication of everybody',
    'If none do, turn security defaults on again',
    'Ask the person who turned them off whether it was planned',
  ],
  falsePositives: [
    'Moving to Conditional Access: Microsoft demands that security defaults go off first. Turn the policies on within the hour.',
  ],
  knownGaps: [
    'Whether enforced policies stand in for them is not known from the log: the control entra.security-defaults-or-conditional-access reads it.',
  ],
  operations: ['update security defaults', 'update policy'],
  signal(event, context) {
    if (event.outcome === 'failure' || isPlannedChange(event, context)) return undefined;
    const change = changesOf(event).find(({ name }) =>
      /^(?:isenabled|securitydefaults(?:policy)?|identitysecuritydefaultsenforcementpolicy)$/i.test(name),
    );
    // Only this operation may be trusted to mean security defaults by a bare IsEnabled.
    if (!change || (event.op === 'update policy' && /^isenabled$/i.test(change.name))) return undefined;
    const enabled = (text: string) => yesOf(valueAt(objectIn(text), 'isEnabled') ?? text);
    if (enabled(change.new) !== false || enabled(change.old) === false) return undefined;
    return { group: 'security-defaults', why: `Security defaults were turned off by ${event.actor.name}` };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});
