import type { AuditEvent } from '../../core/audit-event.ts';
import { numberOf, objectsOf, textOf } from '../../core/audit/values.ts';

interface Member {
  /** User principal name, lower case. */
  name: string;
  /** Role 3 is a guest. Source: https://learn.microsoft.com/purview/audit-teams-audit-log-events */
  guest: boolean;
}

/** The people that a Teams record lists under Members. */
export function membersOf(event: AuditEvent): Member[] {
  return objectsOf(event.raw['Members']).flatMap((member) => {
    const name = textOf(member['UPN'] ?? member['Upn'])?.toLowerCase();
    const guest = numberOf(member['Role']) === 3 || name?.includes('#ext#') === true;
    return name ? [{ name, guest }] : [];
  });
}
