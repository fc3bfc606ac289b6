import { parametersOf } from '../../core/audit/parameters.ts';
import { addressesIn } from '../../core/audit/address.ts';
import { fieldsOf, opens, textOf, yesOf } from '../../core/audit/values.ts';
import { defineDetection } from '../../core/detection.ts';

const exports = [
  'searchexported',
  'searchexportdownloaded',
  'viewedsearchexported',
  'searchreportexported',
  'exportjob',
  'reviewsetexported',
  'casedataexported',
];

export const ediscoverySearchExported = defineDetection({
  id: 'purview.ediscovery-search-exported',
  title: 'Results of an eDiscovery search were exported',
  severity: 'high',
  citations: ['164.308(a)(1)(ii)(D)', '164.502(b)', '164.312(b)'],
  attack: ['T1114.002', 'T1213'],
  incident: 'phi-taken',
  firstSteps: [
    'Ask the legal or privacy officer whether they asked for this search',
    'If not, stop the export and secure the account that started it',
    'List the places that the search covered, and count the patients in them',
  ],
  falsePositives: [
    'A patient request, litigation or audit: allow the account of the legal team with the reason and an end day',
  ],
  knownGaps: ['What was within the search: the words of the query stay out of the alert, for they may name patients'],
  operations: [...exports, 'new-compliancesearchaction', 'new-mailboxexportrequest', 'alerttriggered'],
  signal(event) {
    if (event.op === 'alerttriggered') {
      if (!/ediscovery search (?:started or )?exported/i.test(textOf(event.raw['Name']) ?? '')) return undefined;
      const person = addressesIn(textOf(fieldsOf(opens(textOf(event.raw['Data']) ?? ''))?.['f3u']))[0] ?? 'Somebody';
      return {
        group: person,
        actor: person,
        why: `${person} started or exported an eDiscovery search`,
        severity: 'medium',
      };
    }
    if (event.outcome === 'failure' || event.actor.kind === 'system') return undefined;
    const group = event.actor.key;
    const given = parametersOf(event);
    if (event.op === 'new-mailboxexportrequest')
      return { group, why: `${event.actor.name} exported a mailbox to a PST file` };
    if (event.op === 'new-compliancesearchaction') {
      const isExport = given.has('export') ? yesOf(given.get('export')) !== false : given.has('exchangearchiveformat');
      if (!isExport) return undefined;
    }
    return { group, why: `${event.actor.name} exported the results of an eDiscovery search` };
  },
  rule: { kind: 'each', mergeMinutes: 240 },
});
