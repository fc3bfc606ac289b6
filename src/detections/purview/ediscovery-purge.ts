import { parametersOf } from '../../core/audit/parameters.ts';
import { yesOf } from '../../core/audit/values.ts';
import { defineDetection } from '../../core/detection.ts';

export const ediscoveryPurge = defineDetection({
  id: 'purview.ediscovery-purge',
  title: 'Mail was purged from mailboxes by a search',
  severity: 'high',
  citations: ['164.312(c)(1)', '164.308(a)(1)(ii)(D)', '164.308(a)(6)(ii)'],
  attack: ['T1070.008', 'T1485'],
  incident: 'evidence-destroyed',
  firstSteps: [
    'Ask the admin which message was purged and why',
    'Put the mailboxes concerned on hold, and recover what can be recovered',
    'If nobody asked for it, secure the account and keep the logs',
  ],
  falsePositives: ['Phishing mail taken back after delivery: note the incident that it belongs to'],
  knownGaps: ['Automatic removal after delivery by Microsoft stays silent'],
  operations: ['searchresultspurged', 'new-compliancesearchaction', 'search-mailbox'],
  signal(event) {
    if (event.outcome === 'failure' || event.actor.kind === 'system') return undefined;
    const given = parametersOf(event);
    const isOn = (name: string) => given.has(name) && yesOf(given.get(name)) !== false;
    if (event.op === 'new-compliancesearchaction' && !isOn('purge') && !given.has('purgetype')) return undefined;
    if (event.op === 'search-mailbox' && !isOn('deletecontent')) return undefined;
    const isHard = /hard/i.test(given.get('purgetype') ?? '') || event.op === 'search-mailbox';
    return {
      group: event.actor.key,
      why: `${event.actor.name} purged mail from mailboxes by a search`,
      ...(isHard && { severity: 'critical' }),
    };
  },
  rule: { kind: 'each', mergeMinutes: 240 },
});
