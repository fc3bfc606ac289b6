import { targetsOf } from '../../core/audit/targets.ts';
import { defineDetection } from '../../core/detection.ts';
import { isMicrosoftService, isPlannedChange } from './initiator.ts';

export const partnerAdded = defineDetection({
  id: 'entra.partner-added',
  title: 'A partner may now administer the tenant',
  severity: 'medium',
  citations: ['164.308(b)(1)', '164.308(a)(4)(ii)(B)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1199', 'T1098.003'],
  incident: 'privilege-raised',
  firstSteps: [
    'Ask the administrator who accepted the partner which contract stands behind it',
    'Remove the partner if there is none, or no business associate agreement',
    'Look at what accounts of the partner did since',
  ],
  falsePositives: [
    'A new reseller or service provider: compare with the contract. The yearly refresh by Microsoft is silent.',
  ],
  knownGaps: ['Which roles the partner may use is in the relationship itself, not in the record.'],
  operations: ['add partner to company', 'promote company to partner'],
  signal(event, context) {
    if (event.outcome === 'failure' || isMicrosoftService(event) || isPlannedChange(event, context)) return undefined;
    const partner = targetsOf(event)[0];
    const name = partner?.name ?? partner?.id ?? 'a partner';
    return { group: name.toLowerCase(), why: `${name} became a partner of the tenant, by ${event.actor.name}` };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});
