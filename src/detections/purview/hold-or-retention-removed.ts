import type { AuditEvent } from '../../core/audit-event.ts';
import { parametersOf } from '../../core/audit/parameters.ts';
import { yesOf } from '../../core/audit/values.ts';
import { defineDetection, type Signal } from '../../core/detection.ts';
import { isGiven, isOwnChange, mailboxNamed, objectNamed } from '../cmdlet.ts';

function judged(event: AuditEvent, given: ReadonlyMap<string, string>): Signal | undefined {
  if (event.op === 'set-mailbox') {
    const mailbox = mailboxNamed(event);
    const group = mailbox.toLowerCase();
    if (yesOf(given.get('litigationholdenabled')) === false)
      return { group, why: `The litigation hold of the mailbox of ${mailbox} was lifted` };
    if (yesOf(given.get('removedelayholdapplied')) === true)
      return { group, why: `The delay hold of the mailbox of ${mailbox} was lifted` };
    if (yesOf(given.get('singleitemrecoveryenabled')) === false)
      return { group, why: `Deleted mail of ${mailbox} can no longer be recovered` };
    const days = /^(\d+)(?:\.[\d:.]+)?$/.exec(given.get('retaindeleteditemsfor') ?? '')?.[1];
    return days !== undefined && Number(days) < 14
      ? { group, why: `Deleted mail of ${mailbox} is kept for ${days} days only`, severity: 'medium' }
      : undefined;
  }
  const isHold = event.op.includes('hold');
  const name = objectNamed(event);
  const said = (words: string): Signal => ({
    group: name.toLowerCase(),
    why: `The ${isHold ? 'hold' : 'retention policy'} ${name} ${words}`,
  });
  if (!event.op.startsWith('set-')) return said('was removed');
  if (yesOf(given.get('enabled')) === false || yesOf(given.get('disabled')) === true) return said('was switched off');
  const isNarrower = [...given].some(
    ([key, value]) => /^(?:remove\w*location\w*|add\w*locationexception)$/.test(key) && isGiven(value),
  );
  return isNarrower ? said('covers less than before') : undefined;
}

export const holdOrRetentionRemoved = defineDetection({
  id: 'purview.hold-or-retention-removed',
  title: 'A hold or retention that keeps evidence was taken away',
  severity: 'high',
  citations: ['164.316(b)(2)(i)', '164.312(c)(1)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1485', 'T1562'],
  incident: 'evidence-destroyed',
  firstSteps: [
    'Put the hold or retention back before anything is purged',
    'Ask the legal or privacy officer whether the hold was over',
    'See whether mail or files were deleted afterwards',
  ],
  falsePositives: ['The end of a case or of an employment: keep the decision with the record of the hold'],
  knownGaps: ['A retention that runs out as planned'],
  operations: [
    'set-mailbox',
    'remove-caseholdpolicy',
    'remove-caseholdrule',
    'set-caseholdpolicy',
    'holdremoved',
    'removedhold',
    'remove-retentioncompliancepolicy',
    'remove-retentioncompliancerule',
    'set-retentioncompliancepolicy',
    'set-retentioncompliancerule',
    'remove-retentionpolicy',
    'remove-appretentioncompliancepolicy',
  ],
  signal: (event) => (isOwnChange(event) ? judged(event, parametersOf(event)) : undefined),
  rule: { kind: 'each', mergeMinutes: 60 },
});
