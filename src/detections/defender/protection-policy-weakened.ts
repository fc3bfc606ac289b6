import type { AuditEvent } from '../../core/audit-event.ts';
import { parametersOf } from '../../core/audit/parameters.ts';
import { yesOf } from '../../core/audit/values.ts';
import { defineDetection } from '../../core/detection.ts';
import { isOwnChange, objectNamed } from '../cmdlet.ts';

const kinds: Readonly<Record<string, string>> = {
  antiphishpolicy: 'anti-phishing policy',
  antiphishrule: 'anti-phishing rule',
  safelinkspolicy: 'Safe Links policy',
  safelinksrule: 'Safe Links rule',
  safeattachmentpolicy: 'Safe Attachments policy',
  safeattachmentrule: 'Safe Attachments rule',
  malwarefilterpolicy: 'malware policy',
  malwarefilterrule: 'malware rule',
  hostedcontentfilterpolicy: 'spam policy',
  hostedcontentfilterrule: 'spam rule',
  hostedoutboundspamfilterpolicy: 'outbound spam policy',
  hostedoutboundspamfilterrule: 'outbound spam rule',
  atpprotectionpolicyrule: 'preset policy of Defender',
  eopprotectionpolicyrule: 'preset policy of Exchange',
  atppolicyforo365: 'policy for files',
  dkimsigningconfig: 'DKIM signing',
  teamsprotectionpolicy: 'Teams protection policy',
};
const verbs = ['remove', 'disable', 'set'];

/** Switches that protect: off is weaker. */
const protects = new Set([
  'enabled',
  'enable',
  'enablemailboxintelligence',
  'enablemailboxintelligenceprotection',
  'enablespoofintelligence',
  'enableorganizationdomainsprotection',
  'honordmarcpolicy',
  'enablesafelinksforemail',
  'enablesafelinksforteams',
  'enablesafelinksforoffice',
  'scanurls',
  'enablefilefilter',
  'zapenabled',
  'phishzapenabled',
  'spamzapenabled',
  'enableatpforspoteamsodb',
  'enablesafedocs',
]);
/** Switches that let through: on is weaker. */
const letsThrough = new Set(['allowclickthrough', 'allowsafedocsopen', 'disableurlrewrite']);
const weakActions = /^(?:allow|noaction|addxheader|modifysubject|none)$/i;
const actions = new Set([
  'action',
  'highconfidencephishaction',
  'phishspamaction',
  'highconfidencespamaction',
  'targeteduserprotectionaction',
  'targeteddomainprotectionaction',
  'mailboxintelligenceprotectionaction',
  'authenticationfailaction',
]);

const weaker = 'was weakened';

function weakened(event: AuditEvent): string | undefined {
  const verb = event.op.slice(0, event.op.indexOf('-'));
  if (verb === 'remove') return 'was removed';
  if (verb === 'disable') return 'was switched off';
  const given = [...parametersOf(event)];
  const isOff = given.some(([key, value]) => protects.has(key) && yesOf(value) === false);
  const isOpen = given.some(([key, value]) => letsThrough.has(key) && yesOf(value) === true);
  // Microsoft's default for a user whom somebody imitates is NoAction; set along with other values it is no change.
  const isWeak = given.some(
    ([key, value]) => actions.has(key) && weakActions.test(value) && !key.endsWith('protectionaction'),
  );
  if (given.some(([key, value]) => key === 'enabled' && yesOf(value) === false)) return 'was switched off';
  return isOff || isOpen || isWeak ? weaker : undefined;
}

export const protectionPolicyWeakened = defineDetection({
  id: 'defender.protection-policy-weakened',
  title: 'Protection against phishing, malware or spam was weakened',
  severity: 'high',
  citations: ['164.308(a)(5)(ii)(B)', '164.308(a)(1)(ii)(D)', '164.308(a)(1)(ii)(B)'],
  attack: ['T1562.001'],
  incident: 'protection-weakened',
  firstSteps: [
    'Put the policy back as it was',
    'Ask the admin; if it was not them, secure that account first',
    'Look through the mail that came in meanwhile',
  ],
  falsePositives: ['Own policies replaced by the preset policies of Microsoft: check that the presets cover everybody'],
  knownGaps: ['Numbers such as the phishing threshold, whose earlier value the log does not show'],
  operations: Object.keys(kinds).flatMap((kind) => verbs.map((verb) => `${verb}-${kind}`)),
  signal(event) {
    if (!isOwnChange(event)) return undefined;
    const what = weakened(event);
    if (!what) return undefined;
    const kind = kinds[event.op.slice(event.op.indexOf('-') + 1)] ?? 'policy';
    const name = objectNamed(event);
    return {
      group: name.toLowerCase(),
      why: `The ${kind} ${name} ${what}`,
      // The portal writes all values of a policy anew, also those that stay.
      ...(what === weaker && { severity: 'medium' }),
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});
