import { parametersOf } from '../../core/audit/parameters.ts';
import { textOf } from '../../core/audit/values.ts';
import { defineDetection } from '../../core/detection.ts';
import { isOwnChange, lastName, objectNamed } from '../cmdlet.ts';

const powerful =
  /e-?discovery|compliance (?:management|administrator)|compliance data administrator|organization ?management|insider risk|audit (?:manager|reader)|content explorer|data investigator|security administrator|communication compliance|records management/i;
const caseAdmin = new Set([
  'add-ediscoverycaseadmin',
  'update-ediscoverycaseadmin',
  'caseadminadded',
  'caseadminreplaced',
  'caseadminupdated',
]);

export const ediscoveryAccessGranted = defineDetection({
  id: 'purview.ediscovery-access-granted',
  title: 'Somebody was let into eDiscovery or compliance data',
  severity: 'high',
  citations: ['164.308(a)(4)(ii)(C)', '164.312(a)(1)', '164.502(b)'],
  attack: ['T1098.003'],
  incident: 'privilege-raised',
  firstSteps: [
    'Ask the legal or privacy officer whether they asked for the grant',
    'Take it back if nobody did, and secure the account that gave it',
    'List the searches and exports of the new member',
  ],
  falsePositives: ['A new member of the legal team: keep the request, and end the access with the case'],
  knownGaps: ['Rights that come with a role of Entra are told by the directory detections'],
  operations: [
    'add-rolegroupmember',
    'update-rolegroupmember',
    'add-ediscoverycaseadmin',
    'update-ediscoverycaseadmin',
    'add-compliancecasemember',
    'update-compliancecasemember',
    'casememberadded',
    'casememberupdated',
    'caseadminadded',
    'caseadminreplaced',
    'caseadminupdated',
  ],
  recordTypes: [18, 24, 87, 106],
  signal(event) {
    if (!isOwnChange(event)) return undefined;
    const given = parametersOf(event);
    const member = given.get('member') ?? given.get('members') ?? given.get('user') ?? textOf(event.raw['Object1Name']);
    const who = member ? lastName(member) : 'Somebody';
    const group = who === 'Somebody' ? event.actor.key : who.toLowerCase();
    if (caseAdmin.has(event.op))
      return { group, why: `${who} was made an administrator of all eDiscovery cases`, severity: 'critical' };
    if (event.op.includes('rolegroup')) {
      const role = objectNamed(event);
      return powerful.test(role) ? { group, why: `${who} was added to the role group ${role} of Purview` } : undefined;
    }
    return { group, why: `${who} was added to an eDiscovery case`, severity: 'medium' };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});
