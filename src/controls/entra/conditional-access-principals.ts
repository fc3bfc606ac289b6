import { findBy } from '../../core/lookup.ts';
import { adminRoleName } from './admin-roles.ts';
import { type Facts, type Gap, type Policy, type Texts, type Want, has, listed, nameOf } from './conditional-access.ts';

export const guestKinds = [
  'internalGuest',
  'b2bCollaborationGuest',
  'b2bCollaborationMember',
  'b2bDirectConnectUser',
  'otherExternalUser',
  'serviceProvider',
] as const;

/** Where the policy does not include everybody who is wanted. */
export function includedGaps(policy: Policy, want: Want): Gap[] {
  const users = policy.conditions?.users ?? {};
  const all = has(users.includeUsers, 'All');
  const only = (aim: string): Gap => ({
    dimension: 'users',
    words: `applies to ${includedWords(users)} only`,
    cure: `policy "${nameOf(policy)}" includes ${aim}`,
  });
  if (want.who === 'all') return all ? [] : [only('all users')];
  if (want.who === 'guests') {
    if (all || has(users.includeUsers, 'GuestsOrExternalUsers')) return [];
    const missing = guestKinds.filter(
      (kind) => !guestTypesIn(users.includeGuestsOrExternalUsers, 'every tenant').includes(kind.toLowerCase()),
    );
    if (missing.length === guestKinds.length) return [only('all guests')];
    if (missing.length === 0) return [];
    return [
      {
        dimension: 'users',
        words: `leaves out the guest types ${listed(missing)}`,
        cure: `policy "${nameOf(policy)}" includes the guest types ${listed(missing)}`,
        hole: missing.map((kind) => `guest:${kind.toLowerCase()}`),
      },
    ];
  }
  const missing = want.who.roles.filter((role) => !has(users.includeRoles, role));
  if (missing.length === 0) return [];
  // A policy for all users holds for admins too; ScubaGear wants the roles by name.
  if (all) return [{ ...only('the admin roles by name'), words: 'does not name the admin roles', only: 'scuba' }];
  if (missing.length === want.who.roles.length) return [only('the admin roles')];
  const names = listed(missing.map(adminRoleName));
  return [
    {
      dimension: 'users',
      words: `leaves out ${names}`,
      cure: `policy "${nameOf(policy)}" includes ${names}`,
      hole: missing.map((role) => `admin:${role.toLowerCase()}`),
    },
  ];
}

function includedWords(users: NonNullable<NonNullable<Policy['conditions']>['users']>): string {
  const count = (list: Texts, noun: string) =>
    list?.length ? [`${list.length} ${noun}${list.length === 1 ? '' : 's'}`] : [];
  const named = users.includeUsers?.filter((entry) => !/^(none|guestsorexternalusers)$/i.test(entry));
  const guests =
    has(users.includeUsers, 'GuestsOrExternalUsers') || guestTypesIn(users.includeGuestsOrExternalUsers).length > 0;
  if (has(users.includeUsers, 'All')) return 'all users';
  const parts = [
    ...count(named, 'user'),
    ...count(users.includeGroups, 'group'),
    ...count(users.includeRoles, 'role'),
    ...(guests ? ['guests'] : []),
  ];
  return parts.length > 0 ? listed(parts) : 'nobody';
}

type Guests = NonNullable<NonNullable<Policy['conditions']>['users']>['includeGuestsOrExternalUsers'];

/** Guest types in lower case. Guests of named tenants only are not all guests. */
export function guestTypesIn(guests: Guests, of?: 'every tenant'): string[] {
  if (of && /enumerated/i.test(guests?.externalTenants?.membershipKind ?? '')) return [];
  return (guests?.guestOrExternalUserTypes ?? '')
    .toLowerCase()
    .split(',')
    .map((type) => type.trim())
    .filter((type) => type && type !== 'none');
}

/** Who is left out without being declared, one gap for users, groups, roles and guests. */
export function excludedGaps(policy: Policy, facts: Facts): Gap[] {
  const users = policy.conditions?.users ?? {};
  const guests = has(users.excludeUsers, 'GuestsOrExternalUsers')
    ? [...guestKinds]
    : guestTypesIn(users.excludeGuestsOrExternalUsers);
  const named = (users.excludeUsers ?? []).filter((user) => !/^(guestsorexternalusers|none)$/i.test(user));
  const undeclaredUsers = named.filter((user) => !userDeclared(user, facts));
  const undeclaredGroups = (users.excludeGroups ?? []).filter((group) => !has(facts.declared.groups, group));
  const roles = users.excludeRoles ?? [];
  const undeclaredRoles = roles.filter((role) => !has(facts.declared.roles, role));
  const undeclaredGuests = guests.filter((type) => !has(facts.declared.guestTypes, type));
  const gap = (
    noun: string,
    token: string,
    left: readonly string[],
    label: (id: string) => string = (id) => id,
  ): Gap => ({
    dimension: 'users',
    words: `excludes ${noun}${left.length === 1 ? '' : 's'} ${listed(left.map(label))} without a declared reason`,
    cure: `${noun}${left.length === 1 ? '' : 's'} ${listed(left.map(label))} ${left.length === 1 ? 'is declared as an exclusion' : 'are declared as exclusions'}`,
    hole: left.map((id) => `${token}:${id.toLowerCase()}`),
  });
  const kept = (list: Texts, left: readonly string[]) => (list ?? []).filter((id) => !left.includes(id));
  const gaps: Gap[] = [];
  if (undeclaredUsers.length > 0) {
    gaps.push({
      ...gap('user', 'user', undeclaredUsers, (id) => userLabel(id, facts)),
      set: { 'conditions.users.excludeUsers': kept(users.excludeUsers, undeclaredUsers) },
      ...(mayBeDeclared(undeclaredUsers, facts) && {
        unsure:
          'exclusions are declared by user names that nothing read here can match to ids. Declare them by object id.',
      }),
    });
  }
  if (undeclaredGroups.length > 0) {
    gaps.push({
      ...gap('group', 'group', undeclaredGroups),
      set: { 'conditions.users.excludeGroups': kept(users.excludeGroups, undeclaredGroups) },
    });
  }
  if (undeclaredRoles.length > 0) {
    gaps.push({
      ...gap('role', 'role', undeclaredRoles, adminRoleName),
      set: { 'conditions.users.excludeRoles': kept(roles, undeclaredRoles) },
    });
  } else if (roles.length > 0) {
    gaps.push({ ...gap('role', 'role', roles, adminRoleName), only: 'scuba' });
  }
  if (undeclaredGuests.length > 0) gaps.push(gap('guest type', 'guests', undeclaredGuests));
  return gaps;
}

function userDeclared(id: string, facts: Facts): boolean {
  if (has(facts.declared.users, id)) return true;
  return personsBy('id', id, facts).some((person) => has(facts.declared.users, person.userPrincipalName ?? ''));
}

/** Exclusions are declared by user principal names, and nothing read says whose ids these are. */
function mayBeDeclared(ids: readonly string[], facts: Facts): boolean {
  const unresolved = facts.declared.users.filter(
    (entry) => entry.includes('@') && personsBy('userPrincipalName', entry, facts).length === 0,
  );
  return (
    unresolved.length >= ids.length &&
    ids.every((id) => !personsBy('id', id, facts).some((person) => person.userPrincipalName))
  );
}

function userLabel(id: string, facts: Facts): string {
  const [person] = personsBy('id', id, facts);
  const name = person?.userPrincipalName || person?.displayName;
  return name ? `${id} (${name})` : id;
}

/** The same person may stand among the users and among those with a privileged role. */
function personsBy(field: 'id' | 'userPrincipalName', value: string, { people }: Facts) {
  return people.map((list) => findBy(list, field, value)).filter((person) => person !== undefined);
}
