import { quoted } from '../../core/powershell.ts';
/** What Exchange objects are told apart by; records of other tools may hold just one of these. */
interface Identified {
  guid?: string | null;
  identity?: string | null;
  name?: string | null;
  displayName?: string | null;
  domainName?: string | null;
  primarySmtpAddress?: string | null;
  userPrincipalName?: string | null;
  externalDirectoryObjectId?: string | null;
}

export function idOf(record: Identified): string {
  return record.guid || record.identity || record.primarySmtpAddress || record.name || record.domainName || 'unnamed';
}

/** What people know it by: the address of a mailbox, else the name. */
export function nameOf(record: Identified): string {
  return (
    record.primarySmtpAddress ||
    record.displayName ||
    record.name ||
    record.identity ||
    record.domainName ||
    idOf(record)
  );
}

/** What finds the record again: for `Change.match`. */
export function matchOf(record: Identified): Record<string, string> {
  for (const key of ['guid', 'identity', 'primarySmtpAddress', 'name', 'domainName'] as const) {
    const value = record[key];
    if (value) return { [key]: value };
  }
  return { guid: 'unnamed' };
}

/** What a cmdlet takes as -Identity, quoted. */
export function identityArgument(record: Identified): string {
  return quoted(record.primarySmtpAddress || record.identity || record.name || record.guid || '');
}

/** Whether the record is one of the declared names, addresses or ids, without regard to case. */
export function isDeclared(record: Identified, declared: readonly string[]): boolean {
  if (declared.length === 0) return false;
  const names = new Set(declared.map((entry) => entry.toLowerCase()));
  const { guid, identity, name, displayName, primarySmtpAddress, userPrincipalName, externalDirectoryObjectId } =
    record;
  return [guid, identity, name, displayName, primarySmtpAddress, userPrincipalName, externalDirectoryObjectId].some(
    (key) => typeof key === 'string' && key !== '' && names.has(key.toLowerCase()),
  );
}

/** "3 mailboxes", "1 mailbox". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
