import { parametersOf } from '../../core/audit/parameters.ts';
import { defineDetection } from '../../core/detection.ts';
import { isOwnChange, lastName, objectNamed } from '../cmdlet.ts';

const powerful =
  /^(?:organization management|organizationmanagement|discovery management|hygiene management|recipient management|records management|compliance management|security administrator|server management|exchange administrator|tenantadmins.*|companyadmins.*|exchangeserviceadmins.*)$/i;
const impersonation =
  /applicationimpersonation|application (?:mail|ews|exchange)|application .*full access|mailbox import export|mailbox search/i;

export const exchangeRoleGranted = defineDetection({
  id: 'exchange.exchange-role-granted',
  title: 'A powerful role of Exchange was given',
  severity: 'high',
  citations: ['164.308(a)(4)(ii)(C)', '164.312(a)(1)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1098.003', 'T1098.002'],
  incident: 'privilege-raised',
  firstSteps: [
    'Ask for the request behind the grant, and take it back if there is none',
    'Check the account that gave it and the account that got it',
    'List what either did in mailboxes since then',
  ],
  falsePositives: [
    'A backup or archive service that needs to read all mailboxes: allow the admin for the day of the change',
  ],
  knownGaps: ['Roles of Entra that carry rights in Exchange are told by the directory detections'],
  operations: ['add-rolegroupmember', 'update-rolegroupmember', 'new-managementroleassignment', 'new-rolegroup'],
  recordTypes: [1],
  signal(event) {
    if (!isOwnChange(event)) return undefined;
    const given = parametersOf(event);
    const isAssignment = event.op === 'new-managementroleassignment';
    const role = isAssignment ? (given.get('role') ?? '') : objectNamed(event);
    const roles = `${role} ${given.get('roles') ?? ''}`;
    const reads = impersonation.test(roles);
    if (!reads && (isAssignment || event.op === 'new-rolegroup' || !powerful.test(role))) return undefined;
    const to =
      given.get('member') ??
      given.get('members') ??
      given.get('user') ??
      given.get('app') ??
      given.get('securitygroup');
    const name = lastName(role);
    return {
      group: `${name} ${to ?? ''}`.trim().toLowerCase(),
      why: `The role ${name} of Exchange was given${to ? ` to ${lastName(to)}` : ''}${reads ? ': it reads all mailboxes' : ''}`,
      ...(reads && { severity: 'critical' }),
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});
