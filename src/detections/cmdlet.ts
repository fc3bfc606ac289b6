import type { AuditEvent } from '../core/audit-event.ts';
import { parametersOf } from '../core/audit/parameters.ts';
import { textOf, yesOf } from '../core/audit/values.ts';

/**
 * True for a cmdlet that took effect and that a person, partner or app of the organization ran. Microsoft's machinery
 * runs thousands of them in every tenant; `ExternalAccess` is true for it and for partners, who act under a name.
 */
export function isOwnChange(event: AuditEvent): boolean {
  if (event.outcome === 'failure' || event.actor.kind === 'system') return false;
  if (yesOf(event.raw['ExternalAccess']) !== true) return true;
  // Staff of Microsoft's data centers show as `HOST\\name` or under a name of their own domain.
  const { key, kind } = event.actor;
  return (kind === 'user' || kind === 'guest') && key.includes('@') && !key.endsWith('.prod.outlook.com');
}

/** True when the value of a parameter takes something away: empty, `$null`, `None`, `{}`. */
export function isCleared(value: string | undefined): boolean {
  return value !== undefined && /^(?:\s*|\$null|none|\{\}|\[\]|@\(\))$/i.test(value);
}

/** A name at the end of a path of Exchange's directory: `.../clinic.onmicrosoft.com/nina` is `nina`. At most 80 characters. */
export function lastName(path: string): string {
  const name = path.split('/').findLast((part) => part !== '') ?? path;
  return name.slice(0, 80);
}

/** What the cmdlet was used on: its Identity or name, else the record's object. */
export function objectNamed(event: AuditEvent): string {
  const given = parametersOf(event);
  const name = given.get('identity') || given.get('name') || event.object;
  return name === undefined ? 'unknown' : lastName(name);
}

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The mailbox that a cmdlet or a mailbox operation is about, as the log names it; never the name of a rule or folder. */
export function mailboxNamed(event: AuditEvent): string {
  const owner = textOf(event.raw['MailboxOwnerUPN']);
  if (owner) return owner;
  const given = parametersOf(event);
  const named = given.get('mailbox');
  if (named) return lastName(named);
  const identity = given.get('identity') || undefined;
  const isRule = event.op.endsWith('inboxrule');
  // `nina\1234567890` names a rule within a mailbox; a bare rule is in the mailbox of who wrote it.
  const before = identity?.includes('\\') ? identity.slice(0, identity.indexOf('\\')) : undefined;
  if (isRule) return before ? lastName(before) : event.actor.name;
  const resolved = textOf(event.raw['ModifiedObjectResolvedName']) ?? event.object;
  const plain = identity !== undefined && !guid.test(identity) ? identity : (resolved ?? identity);
  // A folder is named `nina:\Inbox`.
  return plain === undefined ? 'unknown' : lastName(plain.replace(/:?\\.*$/, ''));
}

/** True when a value or list of a cmdlet's parameter says something: not empty, not cleared. */
export function isGiven(value: string | undefined): value is string {
  return value !== undefined && !isCleared(value);
}
