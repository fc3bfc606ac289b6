import type { SignIn } from '../../core/sign-in.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Answer, allOf, anyOf, not } from './answer.ts';
import type { Directory } from './directory.ts';

export type Policy = SectionData<'conditionalAccessPolicies'>[number];
type Users = NonNullable<NonNullable<Policy['conditions']>['users']>;
type Guests = Users['includeGuestsOrExternalUsers'];

/**
 * Whether the policy is for this person. An exclusion wins over an inclusion.
 * https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-users-groups
 */
export function isFor(users: Users | null | undefined, user: SignIn['user'], directory: Directory): Answer {
  if (!users) return { unknown: 'whom the policy is for was not read' };
  const included = anyOf([
    ...named(users.includeUsers ?? [], user, directory),
    ...(users.includeGroups ?? []).map((group) => directory.inGroup(user.id, group)),
    ...(users.includeRoles ?? []).map((role) => directory.holdsRole(user.id, role)),
    guestOf(users.includeGuestsOrExternalUsers, user, directory),
  ]);
  const excluded = anyOf([
    ...named(users.excludeUsers ?? [], user, directory),
    ...(users.excludeGroups ?? []).map((group) => directory.inGroup(user.id, group)),
    ...(users.excludeRoles ?? []).map((role) => directory.holdsRole(user.id, role)),
    guestOf(users.excludeGuestsOrExternalUsers, user, directory),
  ]);
  return allOf([included, not(excluded)]);
}

function named(entries: readonly string[], user: SignIn['user'], directory: Directory): Answer[] {
  return entries.map((entry) => {
    const wanted = entry.toLowerCase();
    if (wanted === 'all') return true;
    if (wanted === 'none') return false;
    if (wanted === 'guestsorexternalusers') {
      const kind = directory.guestKind(user);
      return kind === undefined ? unknownKind : kind !== 'none';
    }
    // Entra takes ids only; a declared account whose id nothing read holds is planned by its name.
    return wanted === user.id.toLowerCase() || wanted === user.principalName.toLowerCase();
  });
}

const unknownKind: Answer = { unknown: 'whether the person is a guest was not read' };

function guestOf(guests: Guests, user: SignIn['user'], directory: Directory): Answer {
  const kinds = (guests?.guestOrExternalUserTypes ?? '')
    .toLowerCase()
    .split(',')
    .map((kind) => kind.trim())
    .filter((kind) => kind && kind !== 'none');
  if (kinds.length === 0) return false;
  const kind = directory.guestKind(user);
  if (kind === undefined) return unknownKind;
  if (!kinds.includes(kind)) return false;
  const { externalTenants } = guests!;
  if (kind === 'internalguest' || !/enumerated/i.test(externalTenants?.membershipKind ?? '')) return true;
  if (user.homeTenantId === undefined) return { unknown: 'the log does not say which tenant the guest is from' };
  return (externalTenants?.members ?? []).some((tenant) => tenant.toLowerCase() === user.homeTenantId);
}
