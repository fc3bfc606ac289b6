import { defineDetection } from '../../core/detection.ts';
import { textOf } from '../../core/audit/values.ts';
import { isPhiPlace, siteName } from './places.ts';

export const permissionInheritanceBroken = defineDetection({
  id: 'sharepoint.permission-inheritance-broken',
  title: 'A library or subsite of a PHI site left the permissions of its site',
  severity: 'medium',
  citations: ['164.308(a)(4)(ii)(B)', '164.312(a)(1)'],
  attack: ['T1098'],
  incident: 'insider-access',
  firstSteps: [
    'Open the permissions of the library and compare them with those of the site',
    'Ask who changed them and why',
    'Let it inherit again when nobody can say',
  ],
  falsePositives: [
    'A library is meant for fewer people than its site: note the reason and allow that site until a date',
  ],
  knownGaps: [
    'Single files and folders leave the permissions of their library with every sharing: those are not told here',
  ],
  operations: ['sharinginheritancebroken', 'permissionlevelsinheritancebroken', 'inheritancebroken'],
  signal(event, context) {
    const item = textOf(event.raw['ItemType']) ?? '';
    if (event.actor.kind === 'system' || !/^(?:web|site|list|documentlibrary)$/i.test(item)) return undefined;
    if (!isPhiPlace(event.site, context)) return undefined;
    const what = /^(?:web|site)$/i.test(item) ? 'a subsite' : 'a library';
    return {
      group: event.actor.key,
      why: `${event.actor.name} gave ${what} of ${siteName(event)} permissions of its own`,
    };
  },
  rule: { kind: 'each', mergeMinutes: 240 },
});
