import { parametersOf } from '../../core/audit/parameters.ts';
import { textOf, yesOf } from '../../core/audit/values.ts';
import { defineDetection } from '../../core/detection.ts';

const dangerous = /high ?conf\w*phish|hphish|malware/i;

export const quarantineReleased = defineDetection({
  id: 'defender.quarantine-released',
  title: 'Dangerous or much mail was let out of quarantine',
  severity: 'medium',
  citations: ['164.308(a)(5)(ii)(B)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1566', 'T1562.001'],
  incident: 'malware',
  firstSteps: [
    'Look at the messages in the quarantine of Defender',
    'Take them out of the mailboxes again if they are malicious',
    'Ask who let them out, and why',
  ],
  falsePositives: ['Mail of a partner that was wrongly stopped: report it to Microsoft, so that it passes by itself'],
  knownGaps: ['Most records do not say why the message was in quarantine: then only many of them count'],
  parameters: {
    messages: { default: 15, tighten: 'lower', title: 'Messages that one person lets out within an hour' },
  },
  operations: ['quarantinereleasemessage', 'release-quarantinemessage', 'quarantinerelease'],
  signal(event, context) {
    if (event.outcome === 'failure' || event.actor.kind === 'system') return undefined;
    const given = parametersOf(event);
    const kind = [
      event.raw['QuarantineType'],
      event.raw['QuarantineReason'],
      event.raw['Verdict'],
      given.get('type'),
      given.get('quarantinetypes'),
    ]
      .map(textOf)
      .join(' ');
    const { messages } = context.parameters;
    if (dangerous.test(kind))
      return {
        group: event.actor.key,
        why: `${event.actor.name} let malware or certain phishing out of quarantine`,
        weight: messages,
        severity: 'high',
      };
    const ids = given.get('identities')?.split(/[;,]/).filter(Boolean).length ?? 1;
    const isAll = yesOf(given.get('releasetoall')) === true && yesOf(given.get('allowsender')) === true;
    return {
      group: event.actor.key,
      why: `${event.actor.name} let mail out of quarantine`,
      weight: Math.max(ids, isAll ? 3 : 1),
    };
  },
  rule: ({ messages }) => ({ kind: 'count', atLeast: messages, withinMinutes: 60, mergeMinutes: 240 }),
  summary: ({ last, count }) => (last.includes('malware') ? last : `${last}: ${count} messages`),
});
