import type { SignIn } from '../../core/sign-in.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import type { Answer } from './answer.ts';

/** Kinds of outsiders that policies name, in lower case. */
type GuestKind = 'internalguest' | 'b2bcollaborationguest' | 'b2bcollaborationmember';

/** What is known of people beside their sign-ins. */
export interface Directory {
  holdsRole(userId: string, roleTemplateId: string): Answer;
  inGroup(userId: string, groupId: string): Answer;
  /** Undefined for a plain member. */
  guestKind(user: SignIn['user']): GuestKind | 'none' | undefined;
  isAdmin(userId: string): Answer;
  /** Registered methods as the report names them; undefined when not read. */
  methods(userId: string): { capable: boolean | undefined; registered: readonly string[] } | undefined;
  /** Whether people may sign in with a certificate, which no report lists by person. */
  certificates: Answer;
}

/** Members of groups by group id, both in lower case, for groups that policies name. */
export type Memberships = ReadonlyMap<string, ReadonlySet<string>>;

/** Looks people up in the sections of a snapshot. What was not read is unknown. */
export function directoryOf(snapshot: Snapshot, memberships: Memberships = new Map()): Directory {
  const { users, roleAssignments, privilegedUsers, userRegistrationDetails, emergencyAccounts } = snapshot.sections;
  const userById = indexed(users.status === 'read' ? users.data : []);
  const detailsById = indexed(userRegistrationDetails.status === 'read' ? userRegistrationDetails.data : []);
  const privilegedById = indexed(privilegedUsers.status === 'read' ? privilegedUsers.data : []);
  const emergencyById = indexed(emergencyAccounts.status === 'read' ? emergencyAccounts.data : []);
  const assignments = roleAssignments.status === 'read' ? roleAssignments.data : [];
  const templateOf = (entry: (typeof assignments)[number]) =>
    lower(entry.roleDefinition?.templateId ?? entry.roleDefinitionId);
  // Policies for roles do not hold for roles that are limited to an administrative unit.
  const wide = assignments.filter(({ directoryScopeId }) => !directoryScopeId || directoryScopeId === '/');
  const direct = new Set(wide.map((entry) => `${lower(entry.principalId)} ${templateOf(entry)}`));
  const heldByGroups = new Set(
    wide.filter(({ principal }) => /group/i.test(principal?.['@odata.type'] ?? '')).map(templateOf),
  );
  const nameOfRole = new Map(assignments.map((entry) => [templateOf(entry), lower(entry.roleDefinition?.displayName)]));

  return {
    holdsRole(userId, roleTemplateId) {
      const [user, role] = [lower(userId), lower(roleTemplateId)];
      if (direct.has(`${user} ${role}`)) return true;
      const name = nameOfRole.get(role);
      if (name && privilegedById.get(user)?.roles?.some((held) => lower(held) === name)) return true;
      if (roleAssignments.status !== 'read') return { unknown: 'who holds an administrator role was not read' };
      return heldByGroups.has(role) && privilegedUsers.status !== 'read'
        ? { unknown: 'who holds a role through a group was not read' }
        : false;
    },
    inGroup(userId, groupId) {
      const members = memberships.get(lower(groupId));
      if (members) return members.has(lower(userId));
      const emergency = emergencyById.get(lower(userId));
      if (emergency?.groupIds) return emergency.groupIds.some((id) => lower(id) === lower(groupId));
      return { unknown: 'the members of a group that the policy names were not read' };
    },
    guestKind(user) {
      const known = userById.get(lower(user.id));
      const kind = lower(known?.userType ?? user.kind);
      const outside = /#ext#/i.test(known?.userPrincipalName ?? user.principalName);
      if (kind === 'guest') return outside ? 'b2bcollaborationguest' : 'internalguest';
      if (kind === 'member') return outside ? 'b2bcollaborationmember' : 'none';
      return undefined;
    },
    isAdmin(userId) {
      if (privilegedById.has(lower(userId))) return true;
      if (wide.some(({ principalId }) => lower(principalId) === lower(userId))) return true;
      return privilegedUsers.status === 'read' || roleAssignments.status === 'read'
        ? false
        : { unknown: 'who holds an administrator role was not read' };
    },
    methods(userId) {
      const found = detailsById.get(lower(userId));
      return found && { capable: found.isMfaCapable ?? undefined, registered: found.methodsRegistered ?? [] };
    },
    certificates: certificatesOf(snapshot),
  };
}

function certificatesOf(snapshot: Snapshot): Answer {
  const { authenticationMethodConfigurations: section } = snapshot.sections;
  if (section.status !== 'read') return { unknown: 'whether certificates may be used to sign in was not read' };
  const found = section.data.find(({ id }) => lower(id) === 'x509certificate');
  return lower(found?.state) === 'enabled' ? { unknown: 'no report says who signs in with a certificate' } : false;
}

function indexed<R extends { id?: string | null }>(records: readonly R[]): Map<string, R> {
  return new Map(records.map((record) => [lower(record.id), record]));
}

function lower(text: string | null | undefined): string {
  return (text ?? '').toLowerCase();
}
