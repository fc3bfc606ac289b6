import { dlpOf } from '../../core/audit/dlp.ts';
import { defineDetection } from '../../core/detection.ts';

export const dlpOverride = defineDetection({
  id: 'purview.dlp-override',
  title: 'A person overrode a DLP policy',
  severity: 'medium',
  citations: ['164.312(e)(1)', '164.502(b)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1048', 'T1567'],
  incident: 'phi-shared-outside',
  firstSteps: [
    'Read the reason that the person gave, in Purview',
    'Look at what was sent or shared, and to whom',
    'If the reason does not hold, take the share back and assess it as a breach',
  ],
  falsePositives: ['A referral to another provider: declare the partner, so that the policy lets it through encrypted'],
  knownGaps: ['Policies that do not allow an override have none', 'Whether the reason is true'],
  operations: ['dlprulematch', 'dlpruleundo', 'dlpinfo'],
  signal(event) {
    const dlp = dlpOf(event);
    const reason = dlp?.exception?.reason;
    if (!dlp || (reason !== 'override' && reason !== 'false-positive')) return undefined;
    const person = dlp.person ?? event.actor.name;
    const policy = dlp.policies[0];
    const what = policy === undefined ? 'a DLP policy' : `the DLP policy ${policy.slice(0, 80)}`;
    if (reason === 'false-positive')
      return {
        group: person.toLowerCase(),
        actor: person,
        why: `${person} reported ${what} as wrong`,
        severity: 'low',
      };
    const words = dlp.exception!.justified ? 'with a reason' : 'without a reason';
    return { group: person.toLowerCase(), actor: person, why: `${person} overrode ${what} ${words}` };
  },
  rule: { kind: 'each', mergeMinutes: 720 },
});
