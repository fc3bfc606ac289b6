import type { Context } from '../../core/control.ts';
import type { Exclusions } from '../../core/organization.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type DeclaredRecipients, lower } from './recipient-scope.ts';

type Given = Pick<Context, 'declared' | 'organization'>;

/**
 * For the impersonation and sensitive-account policies ScubaGear's configuration does not name who may be left out
 * but who must be protected, and both arrive in `declared`. What the organization's own file excludes for the
 * control, and its emergency access accounts, are taken off again.
 */
export function mustBeProtected(
  { declared, organization }: Given,
  control: string,
  kind: 'users' | 'groups' | 'domains',
): string[] {
  const off = new Set(lower([...(organization.exclusions[control]?.[kind] ?? []), ...organization.breakGlass]));
  return [...new Set(lower(declared[kind]).filter((entry) => !off.has(entry)))];
}

/**
 * Whom this control may leave out: by the organization's own file, and by ScubaGear's configuration, whose excluded
 * users, groups and domains arrive together in `declared.mailboxes`.
 */
export function mayBeLeftOut({ declared, organization }: Given, control: string): DeclaredRecipients {
  const own: Exclusions = organization.exclusions[control] ?? {};
  return {
    users: own.users ?? [],
    groups: [...(own.groups ?? []), ...declared.mailboxes],
    domains: [...(own.domains ?? []), ...declared.mailboxes],
    mailboxes: declared.mailboxes,
  };
}

export interface SensitiveAccount {
  /** As it was declared. */
  shown: string;
  /** Address in lower case; undefined for an object id that no list of users resolves. */
  address: string | undefined;
}

/** The organization's sensitive accounts together with those in ScubaGear's configuration. */
export function sensitiveAccounts(
  context: Given,
  control: string,
  users: SectionData<'users'> | undefined,
): SensitiveAccount[] {
  const off = new Set(lower(context.organization.exclusions[control]?.users));
  const own = context.organization.sensitiveAccounts.filter((entry) => !off.has(entry.trim().toLowerCase()));
  const byAddress = new Map<string, SensitiveAccount>();
  for (const shown of [...own, ...mustBeProtected(context, control, 'users')]) {
    const address = resolved(shown, users);
    byAddress.set(address ?? shown.toLowerCase(), { shown, address });
  }
  return [...byAddress.values()];
}

/** "Ruth Adeyemi; ruth@clinic.example.com" and the bare address are the same account. */
export function addressOf(entry: string): string {
  return (entry.split(';')[1] ?? entry).trim().toLowerCase();
}

function resolved(shown: string, users: SectionData<'users'> | undefined): string | undefined {
  const address = addressOf(shown);
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(address)) return address;
  return users?.find((user) => user.id?.toLowerCase() === address)?.userPrincipalName?.toLowerCase();
}
