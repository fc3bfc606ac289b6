import { changesOf } from '../../core/audit/changes.ts';
import { targetsOf } from '../../core/audit/targets.ts';
import { defineDetection } from '../../core/detection.ts';

const off = /disabledplans=\[[^\]]*m365_advanced_auditing/i;

export const advancedAuditRemoved = defineDetection({
  id: 'purview.advanced-audit-removed',
  title: 'A person lost the part of the license that records mail reads',
  severity: 'medium',
  citations: ['164.312(b)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1562.008'],
  incident: 'audit-tampering',
  firstSteps: [
    'Give the person the license part Microsoft 365 Advanced Auditing again',
    'Ask the admin; if it was not them, secure that account first',
    'See whether the mailbox was opened by others meanwhile',
  ],
  falsePositives: ['A change to a license that lacks this part: note that reads of this mailbox are in no log'],
  knownGaps: ['A license taken away as a whole', 'Licenses by group show as a change of the group'],
  operations: ['change user license', 'update user'],
  recordTypes: [8],
  signal(event) {
    if (event.outcome === 'failure' || event.actor.kind === 'system') return undefined;
    const removed = changesOf(event).some((change) => off.test(change.new) && !off.test(change.old));
    if (!removed) return undefined;
    const person = targetsOf(event).find(({ kind }) => kind === 'user')?.name ?? event.object ?? 'a person';
    return {
      group: person.toLowerCase(),
      why: `Reads of mail by or in the mailbox of ${person} are no longer recorded`,
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});
