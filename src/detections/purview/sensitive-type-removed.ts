import { defineDetection } from '../../core/detection.ts';
import { isOwnChange, objectNamed } from '../cmdlet.ts';

export const sensitiveTypeRemoved = defineDetection({
  id: 'purview.sensitive-type-removed',
  title: 'What Purview knows as sensitive information was removed',
  severity: 'medium',
  citations: ['164.312(e)(1)', '164.308(a)(1)(ii)(B)'],
  attack: ['T1562.001'],
  incident: 'protection-weakened',
  firstSteps: [
    'Ask the admin what replaces it',
    'See which DLP and label policies looked for it',
    'Upload the sensitive information type again if they lost it',
  ],
  falsePositives: ['A custom type that was tried out and is used nowhere: note who looked'],
  knownGaps: ['A type that was changed so that it no longer finds anything'],
  operations: [
    'remove-dlpsensitiveinformationtype',
    'remove-dlpsensitiveinformationtyperulepackage',
    'remove-classificationrulecollection',
    'remove-dlpedmschema',
    'remove-dlpkeyworddictionary',
  ],
  signal(event) {
    if (!isOwnChange(event)) return undefined;
    const name = objectNamed(event);
    return { group: name.toLowerCase(), why: `The sensitive information type or package ${name} was removed` };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});
