import { defineDetection } from '../../core/detection.ts';
import { changesOf } from '../../core/audit/changes.ts';
import { yesOf } from '../../core/audit/values.ts';

/** What unmanaged devices may do, from narrow to wide. */
const access = ['blockaccess', 'protectionlevel', 'allowlimitedaccess', 'allowfullaccess'];

export const accessPolicyLoosened = defineDetection({
  id: 'sharepoint.access-policy-loosened',
  title: 'SharePoint lets in more devices, networks or data locations',
  severity: 'high',
  citations: ['164.312(a)(1)', '164.310(b)', '164.308(a)(1)(ii)(B)'],
  attack: ['T1562.001'],
  incident: 'protection-weakened',
  firstSteps: [
    'Set the policy back',
    'Ask the administrator who changed it, and check that the account is in the right hands',
    'List downloads to unmanaged devices since the change',
  ],
  falsePositives: ['A change that was planned and recorded: allow the administrator for that day.'],
  knownGaps: ['Conditional Access in Entra can do the same and is told by its own detections.'],
  operations: [
    'deviceaccesspolicychanged',
    'networkaccesspolicychanged',
    'alloweddatalocationadded',
    'legacyauthenticationpolicychanged',
  ],
  signal(event) {
    if (event.actor.kind === 'system' || event.outcome === 'failure') return undefined;
    const what = loosened(event.op, changesOf(event));
    return what === undefined ? undefined : { group: event.actor.key, why: `${event.actor.name} ${what}` };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});

function loosened(op: string, changes: readonly { name: string; old: string; new: string }[]): string | undefined {
  if (op === 'alloweddatalocationadded') return 'allowed a further data location';
  const rank = (text: string) => access.indexOf(text.toLowerCase().replace(/\s/g, ''));
  for (const { name, old, new: value } of changes) {
    if (old === value) continue;
    if (rank(value) >= 0 && rank(value) > rank(old)) return 'opened SharePoint further to unmanaged devices';
    if (/enforce/i.test(name) && yesOf(value) === false) return 'stopped limiting SharePoint to named networks';
    if (/legacyauth/i.test(name) && yesOf(value) === true) return 'let apps without modern sign-in into SharePoint';
    if (/allowlist|addresses/i.test(name) && /0\.0\.0\.0\/0|::\/0/.test(value))
      return 'let every address into SharePoint';
  }
  return undefined;
}
