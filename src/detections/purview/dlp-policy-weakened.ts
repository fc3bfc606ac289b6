import type { AuditEvent } from '../../core/audit-event.ts';
import { parametersOf } from '../../core/audit/parameters.ts';
import { yesOf } from '../../core/audit/values.ts';
import { defineDetection, type Signal } from '../../core/detection.ts';
import { isCleared, isGiven, isOwnChange, objectNamed } from '../cmdlet.ts';

const narrows = /^(?:remove\w*location\w*|add\w*locationexception|\w+locationexception|exceptif\w+|exceptions?\w*)$/;
const editable =
  /^(?:contentcontainssensitiveinformation|advancedrule|accessscope|blockaccessscope|notifyallowoverride|generatealert|encryptrmstemplate|accesscontrol)$/;

function judged(event: AuditEvent, given: ReadonlyMap<string, string>): Signal | undefined {
  const name = objectNamed(event);
  const group = name.toLowerCase();
  const kind = event.op.endsWith('rule') ? 'rule' : 'policy';
  const said = (what: string, severity?: Signal['severity']): Signal => ({
    group,
    why: `The DLP ${kind} ${name} ${what}`,
    ...(severity && { severity }),
  });
  if (event.op.startsWith('remove-')) return said('was removed');
  const mode = given.get('mode') ?? '';
  if (
    /^disable/i.test(mode) ||
    yesOf(given.get('enabled')) === false ||
    yesOf(given.get('disabled')) === true ||
    /^disabled$/i.test(given.get('state') ?? '')
  )
    return said('was switched off');
  if (/^(?:test|audit)/i.test(mode)) return said('now only tests and no longer acts');
  if (yesOf(given.get('blockaccess')) === false || isCleared(given.get('blockaccess'))) return said('no longer blocks');
  if ([...given].some(([key, value]) => narrows.test(key) && isGiven(value) && yesOf(value) !== false))
    return said('covers less than before', 'medium');
  return kind === 'rule' &&
    [...given.keys()].some((key) => editable.test(key)) &&
    yesOf(given.get('blockaccess')) !== true
    ? said('was edited', 'low')
    : undefined;
}

export const dlpPolicyWeakened = defineDetection({
  id: 'purview.dlp-policy-weakened',
  title: 'A DLP policy was removed, switched off or narrowed',
  severity: 'high',
  citations: ['164.312(e)(1)', '164.308(a)(1)(ii)(D)', '164.308(a)(1)(ii)(B)'],
  attack: ['T1562.001'],
  incident: 'protection-weakened',
  firstSteps: [
    'Put the policy back as it was',
    'Ask the admin; if it was not them, secure that account first',
    'Look for mail and shares with PHI that left meanwhile',
  ],
  falsePositives: ['A policy rebuilt under another name: check that the new one is on and covers the same places'],
  knownGaps: ['What an edit of the conditions means: it is told as low'],
  operations: [
    'remove-dlpcompliancepolicy',
    'set-dlpcompliancepolicy',
    'remove-dlpcompliancerule',
    'set-dlpcompliancerule',
    'remove-dlppolicy',
    'set-dlppolicy',
  ],
  signal: (event) => (isOwnChange(event) ? judged(event, parametersOf(event)) : undefined),
  rule: { kind: 'each', mergeMinutes: 60 },
});
