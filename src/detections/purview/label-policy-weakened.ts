import type { AuditEvent } from '../../core/audit-event.ts';
import { parametersOf } from '../../core/audit/parameters.ts';
import { yesOf } from '../../core/audit/values.ts';
import { defineDetection, type Signal } from '../../core/detection.ts';
import { isGiven, isOwnChange, objectNamed } from '../cmdlet.ts';

const narrows = /^(?:remove\w*location\w*|add\w*locationexception|removelabels)$/;

function judged(event: AuditEvent, given: ReadonlyMap<string, string>): Signal | undefined {
  const name = objectNamed(event);
  const group = name.toLowerCase();
  const what = /auto/.test(event.op)
    ? 'rule for automatic labels'
    : event.op.endsWith('policy')
      ? 'label policy'
      : 'sensitivity label';
  const said = (words: string): Signal => ({ group, why: `The ${what} ${name} ${words}` });
  if (event.op.startsWith('remove-')) return said('was removed');
  const mode = given.get('mode') ?? '';
  if (yesOf(given.get('disabled')) === true || yesOf(given.get('enabled')) === false || /^disable/i.test(mode))
    return said('was switched off');
  if (/^test/i.test(mode)) return said('now only simulates');
  if (yesOf(given.get('encryptionenabled')) === false || yesOf(given.get('encryptionremoveprotection')) === true)
    return said('no longer encrypts');
  const advanced = given.get('advancedsettings') ?? '';
  if (/(?:mandatory|requiredowngradejustification)["' ]*[=:,]["' ]*false/i.test(advanced))
    return said('no longer demands a label or a reason');
  return [...given].some(([key, value]) => narrows.test(key) && isGiven(value))
    ? said('covers less than before')
    : undefined;
}

export const labelPolicyWeakened = defineDetection({
  id: 'purview.label-policy-weakened',
  title: 'A sensitivity label or its policy was weakened',
  severity: 'high',
  citations: ['164.312(a)(1)', '164.312(a)(2)(iv)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1562.001'],
  incident: 'protection-weakened',
  firstSteps: [
    'Put the label or policy back as it was',
    'Ask the admin; if it was not them, secure that account first',
    'Look for items that lost their protection meanwhile',
  ],
  falsePositives: ['Labels that are merged or renamed: check that the new one protects as much'],
  knownGaps: ['Rights within a label that were widened'],
  operations: [
    'remove-label',
    'set-label',
    'remove-labelpolicy',
    'set-labelpolicy',
    'remove-autosensitivitylabelpolicy',
    'set-autosensitivitylabelpolicy',
    'remove-autosensitivitylabelrule',
    'set-autosensitivitylabelrule',
  ],
  signal: (event) => (isOwnChange(event) ? judged(event, parametersOf(event)) : undefined),
  rule: { kind: 'each', mergeMinutes: 60 },
});
