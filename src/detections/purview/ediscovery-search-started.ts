import { defineDetection } from '../../core/detection.ts';

export const ediscoverySearchStarted = defineDetection({
  id: 'purview.ediscovery-search-started',
  title: 'Somebody searched the content of mailboxes and sites',
  severity: 'low',
  citations: ['164.308(a)(1)(ii)(D)', '164.502(b)', '164.312(b)'],
  attack: ['T1213', 'T1114.002'],
  incident: 'insider-access',
  firstSteps: [
    'Ask the legal or privacy officer whether they asked for this search',
    'Look at the words and places of the search in Purview',
    'Watch whether its results are previewed, exported or purged',
  ],
  falsePositives: [
    'A patient request, litigation or audit: allow the account of the legal team with the reason and an end day',
  ],
  knownGaps: ['The words of the query stay out of the alert, for they may name patients'],
  operations: ['searchcreated', 'searchstarted', 'new-compliancesearch', 'start-compliancesearch'],
  signal(event) {
    if (event.outcome === 'failure' || event.actor.kind === 'system') return undefined;
    return { group: event.actor.key, why: `${event.actor.name} searched the content of mailboxes or sites` };
  },
  rule: { kind: 'each', mergeMinutes: 1440 },
});
