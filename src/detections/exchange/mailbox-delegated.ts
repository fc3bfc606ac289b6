import type { AuditEvent } from '../../core/audit-event.ts';
import { domainOf } from '../../core/audit/address.ts';
import { parametersOf } from '../../core/audit/parameters.ts';
import { fieldsOf, textOf } from '../../core/audit/values.ts';
import { type DetectionContext, defineDetection, type Signal } from '../../core/detection.ts';
import { isGiven, isOwnChange, lastName, mailboxNamed } from '../cmdlet.ts';
import { isRoleMailbox } from './role-mailbox.ts';

const everybody = /^(?:default|anonymous|everyone|all users|authenticated users|nt authority\\authenticated users)$/i;
const seesNothing = /^(?:none|availabilityonly|limiteddetails|foldervisible|contributor|;)*$/i;
const calendar = /calend|kalender|agenda/i;

/** Who gets the right, and which right in words; undefined when the cmdlet gives none. */
function grantOf(event: AuditEvent): { to: string; right: string; folder?: string } | undefined {
  const given = parametersOf(event);
  const rights = given.get('accessrights') ?? '';
  switch (event.op) {
    case 'add-mailboxpermission': {
      if (/^(?:true|\$true)$/i.test(given.get('deny') ?? '') || !/fullaccess|owner|changepermission/i.test(rights))
        return undefined;
      return { to: given.get('user') ?? given.get('owner') ?? '', right: 'full access' };
    }
    case 'add-recipientpermission':
      return { to: given.get('trustee') ?? '', right: 'the right to send as its owner' };
    case 'set-mailbox': {
      const to = given.get('grantsendonbehalfto');
      return isGiven(to) ? { to, right: 'the right to send on its behalf' } : undefined;
    }
    case 'addfolderpermissions':
    case 'modifyfolderpermissions':
    case 'updatefolderpermissions': {
      const folder = fieldsOf(fieldsOf(event.raw['Item'])?.['ParentFolder']);
      const member = textOf(folder?.['MemberUpn']) ?? '';
      if (!/readany|fulldetails|owner|editor|reviewer/i.test(textOf(folder?.['MemberRights']) ?? '')) return undefined;
      const path = textOf(folder?.['Path']) ?? textOf(folder?.['Name']) ?? '';
      return { to: member, right: 'the right to read a folder', folder: path };
    }
    default: {
      if (seesNothing.test(rights.replaceAll(/[,\s]+/g, ';'))) return undefined;
      const folder = /\\(.*)$/.exec(given.get('identity') ?? '')?.[1] ?? '';
      return { to: given.get('user') ?? '', right: 'the right to read a folder', folder };
    }
  }
}

function severityOf(
  event: AuditEvent,
  context: DetectionContext,
  to: string,
  mailbox: string,
  folder: string | undefined,
): Signal['severity'] {
  const person = lastName(to).toLowerCase();
  const isCalendar = folder !== undefined && calendar.test(folder);
  if (context.isOutside(to)) return isCalendar ? 'medium' : 'critical';
  if (everybody.test(person)) return isCalendar ? (person === 'anonymous' ? 'medium' : undefined) : 'high';
  // A calendar or another folder shared with a colleague is how people work.
  if (folder !== undefined) return undefined;
  if (context.isSensitiveAccount(mailbox)) return 'high';
  const isSelf = person === event.actor.key || person === event.actor.key.split('@')[0];
  if (isRoleMailbox(mailbox)) return undefined;
  return isSelf ? 'high' : 'low';
}

export const mailboxDelegated = defineDetection({
  id: 'exchange.mailbox-delegated',
  title: "Somebody was given access to another person's mailbox",
  severity: 'low',
  citations: ['164.308(a)(4)(ii)(C)', '164.312(a)(1)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1098.002'],
  incident: 'mailbox-intrusion',
  firstSteps: [
    'Ask who asked for the access, and remove it if nobody did',
    'List what the new delegate read since then',
    'If an admin gave it to themselves, check that admin account for signs of a takeover',
  ],
  falsePositives: [
    'An assistant or a stand-in: keep the request, and end the access when it is over',
    'A shared mailbox whose name is that of a person: allow the admin with a reason',
  ],
  knownGaps: ['Rights that come with membership of a group', 'Sharing a folder by an invitation of Outlook'],
  operations: [
    'add-mailboxpermission',
    'add-recipientpermission',
    'set-mailbox',
    'add-mailboxfolderpermission',
    'set-mailboxfolderpermission',
    'addfolderpermissions',
    'modifyfolderpermissions',
    'updatefolderpermissions',
  ],
  signal(event, context) {
    if (!isOwnChange(event)) return undefined;
    const grant = grantOf(event);
    if (!grant || grant.to === '' || /^(?:nt authority\\self|self)$/i.test(grant.to)) return undefined;
    const mailbox = mailboxNamed(event);
    const severity = severityOf(event, context, grant.to, mailbox, grant.folder);
    if (!severity) return undefined;
    const domain = severity === 'critical' ? domainOf(grant.to) : undefined;
    return {
      group: mailbox.toLowerCase(),
      why: `${lastName(grant.to)} was given ${grant.right} of ${mailbox}`,
      severity,
      ...(domain && { domain }),
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});
